package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.tck.run.InstalledBackendConformance;
import unroll.tck.run.KitRun;

/**
 * The backend on TornadoVM, on its first device: only where TORNADOVM_HOME names an SDK, and then in processes of their
 * own, with the options that the launcher takes from it.
 */
class DeviceIT {
    private static final Path HOME = Path.of(System.getProperty("unroll.home")).toAbsolutePath().normalize();
    private static final Path LIB = Path.of(System.getProperty("unroll.distribution")).toAbsolutePath().resolve("lib");
    private static final @Nullable String SDK = System.getenv("TORNADOVM_HOME");
    private static final String BACKEND = "tornado";
    private static final int PATIENCE_MINUTES = 30;
    private static final Pattern KERNEL_TIME = Pattern.compile("\"TOTAL_KERNEL_TIME\": *\"(\\d+)\"");

    @TempDir
    Path directory;

    @BeforeEach
    void findTheSdk() {
        assumeTrue(SDK != null && !SDK.isEmpty(), "skipped: TORNADOVM_HOME is not set");
    }

    private Launcher launcher(Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("TORNADOVM_HOME", String.valueOf(SDK));
        return new Launcher(directory, all);
    }

    private List<String> options() throws IOException, InterruptedException {
        Launcher.Outcome outcome = launcher(Map.of()).shell("set -u; lib='" + LIB
                + "'; for file in jdk tornado; do . '" + HOME + "'/build/$file.sh; done; find_jdk; "
                + "if check_tornado; then printf '%s\\n' \"${tornado_options[@]}\"; "
                + "else printf '%s; %s' \"$tornado_reason\" \"$tornado_remedy\" >&2; fi");
        assertEquals("", outcome.err());
        return outcome.out().lines().toList();
    }

    /** Runs a test class with the backend's module beside TornadoVM's, and all else on the class path. */
    private void run(Class<?> tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString()));
        command.addAll(options());
        command.addAll(List.of("-XX:+UseSerialGC", "--add-modules", "unroll.backend.tornado,jdk.incubator.vector",
                "-cp", System.getProperty("java.class.path"), "-D" + InstalledBackendConformance.CHOICE + "=" + BACKEND,
                KitRun.class.getName(), tests.getName()));
        File output = directory.resolve("output").toFile();
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output).start();
        try {
            assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "still running");
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output.toPath());
        assertEquals(0, process.exitValue(), printed);
        System.out.println("On TornadoVM's first device, by " + tests.getSimpleName() + ":\n" + printed);
    }

    @Test
    void passesTheKit() throws IOException, InterruptedException {
        run(InstalledBackendConformance.class);
    }

    @Test
    void trainsAsTheDefaultBackendDoes() throws IOException, InterruptedException {
        run(OnTheDevice.class);
    }

    @Test
    void theDeviceDidTheWork() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("words.txt"), "one\ntwo\nthree\n".repeat(10));
        Path profile = directory.resolve("profile.json");
        Launcher.Outcome outcome = launcher(Map.of("UNROLL_JAVA_OPTS",
                "-Dtornado.profiler=True -Dtornado.profiler.dump.dir=" + profile)).run("train", "--backend", BACKEND,
                        "--data", "words.txt", "--hidden", "8",
                        "--epochs", "1", "--out", "run");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("backend   " + BACKEND + ", device "), outcome.err());
        long nanoseconds = 0;
        Matcher times = KERNEL_TIME.matcher(Files.readString(profile));
        while (times.find()) {
            nanoseconds += Long.parseLong(times.group(1));
        }
        assertTrue(nanoseconds > 0, "the kernels took no time");
    }
}
