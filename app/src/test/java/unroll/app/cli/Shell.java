package unroll.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import unroll.app.console.Console;
import unroll.app.console.Output;
import unroll.app.console.Terminal;
import unroll.app.job.Interruption;
import unroll.app.job.Surroundings;
import unroll.core.plugin.Backends;
import unroll.core.plugin.Installed;

/** Runs commands in this process, in a folder of their own, as a user would in a terminal. */
final class Shell {
    /** What a command left: its exit code and what it wrote. */
    record Outcome(int code, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }

        List<String> errLines() {
            return err.lines().toList();
        }
    }

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:15:00Z"), ZoneOffset.UTC);

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Installed installed = Installed.builtIn();
    private String input = "";
    private Terminal terminal = Terminal.PLAIN;
    private Interruption interruption = Interruption.NONE;

    Shell(Path directory) {
        this.directory = directory;
    }

    /** The backend that the build names as the distribution's default. */
    static String defaultBackend() {
        return System.getProperty(Surroundings.DEFAULT_BACKEND_PROPERTY);
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell with(Backends others) {
        return with(new Installed(others, installed.cells(), installed.optimizers(), installed.tokenizers()));
    }

    Shell with(Installed other) {
        installed = other;
        return this;
    }

    Shell on(Terminal other) {
        terminal = other;
        return this;
    }

    Shell interruptedBy(Interruption other) {
        interruption = other;
        return this;
    }

    Shell withInput(String text) {
        input = text;
        return this;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** Writes a file of lines. */
    Path file(String name, String... lines) {
        return file(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) {
        try {
            return Files.write(path(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes forty short words over four letters, some of them twice. */
    Path words(String name) {
        return file(name, IntStream.range(0, 40)
                .mapToObj(i -> "abcd".charAt(i % 4) + "ad".repeat(i % 3) + "bcad".substring(i % 5 % 4))
                .toArray(String[]::new));
    }

    Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                Output.ofResults(out), Output.ofMessages(err), terminal);
        int code = App.run(console, new Surroundings(directory, environment, defaultBackend(), null, CLOCK,
                () -> installed, interruption, "./unroll"), arguments);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Trains a tiny model on {@link #words} into {@code name}. */
    Outcome train(String name, String... more) {
        words("words.txt");
        List<String> arguments = new ArrayList<>(List.of("train", "--data", "words.txt", "--hidden", "8", "--out",
                name));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--epochs")) {
            arguments.addAll(List.of("--epochs", "2"));
        }
        return run(arguments.toArray(String[]::new));
    }
}
