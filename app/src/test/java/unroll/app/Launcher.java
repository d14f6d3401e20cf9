package unroll.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts {@code ./unroll} as a user does, in a folder and with an environment of its own. */
final class Launcher {
    private static final Path PROGRAM = Path.of(System.getProperty("unroll.home"), "unroll").toAbsolutePath()
            .normalize();
    private static final int PATIENCE_SECONDS = 120;
    private static final int POLL_MILLISECONDS = 20;

    private final Path program;
    private final Path directory;
    private final Map<String, String> environment;

    /** What a command left. */
    record Outcome(int code, String out, String err) {
    }

    Launcher(Path directory, Map<String, String> environment) {
        this(PROGRAM, directory, environment);
    }

    /** The launcher of another checkout. */
    Launcher(Path program, Path directory, Map<String, String> environment) {
        this.program = program;
        this.directory = directory;
        this.environment = environment;
    }

    /** A command that has been started. */
    static final class Running {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        /** Waits until standard error has a text. */
        void waitFor(String text) throws IOException, InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!Files.readString(err).contains(text)) {
                assertTrue(process.isAlive(), "it ended before it said '" + text + "': " + Files.readString(err));
                assertTrue(System.nanoTime() < end, "it never said '" + text + "': " + Files.readString(err));
                Thread.sleep(POLL_MILLISECONDS);
            }
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** Sends a signal by its name. */
        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
        }

        Outcome outcome() throws IOException, InterruptedException {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    /** Starts the program. */
    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private Running start(List<String> command) throws IOException {
        Path out = Files.createTempFile(directory, "", ".out");
        Path err = Files.createTempFile(directory, "", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        // What the machine's own settings say must not decide.
        builder.environment().keySet().removeIf(name -> name.startsWith("UNROLL_") || name.startsWith("LC_")
                || name.equals("TORNADOVM_HOME") || name.equals("LANG") || name.equals("CI")
                || name.equals("NO_COLOR"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Nor the user's own plugins.
        builder.environment().put("HOME", directory.toString());
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).outcome();
    }

    /** Runs a line of bash, in which {@code unroll} is the program. */
    Outcome shell(String line) throws IOException, InterruptedException {
        return start(List.of("bash", "-c", "unroll() { '" + program + "' \"$@\"; }; " + line)).outcome();
    }
}
