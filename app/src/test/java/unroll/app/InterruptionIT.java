package unroll.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals, sent to the process that a user sends them to. */
class InterruptionIT {
    private static final String[] RUN = {"train", "--hidden", "24", "--epochs", "25", "--out"};

    private static final int KILLED = 128 + 9;

    @TempDir
    static Path directory;

    private static Launcher launcher;

    @BeforeAll
    static void trainWithoutInterruption() throws IOException, InterruptedException {
        launcher = new Launcher(directory, Map.of());
        assertEquals(0, launcher.run(with("whole")).code());
    }

    private static String[] with(String... more) {
        String[] all = java.util.Arrays.copyOf(RUN, RUN.length + more.length);
        System.arraycopy(more, 0, all, RUN.length, more.length);
        return all;
    }

    private static void assertSameRun(String expected, String actual) throws IOException {
        for (String file : List.of("model.safetensors", "last/model.safetensors", "last/optimizer.safetensors",
                "last/state.json", "config.yaml", "tokenizer.json")) {
            assertArrayEquals(Files.readAllBytes(directory.resolve(expected).resolve(file)),
                    Files.readAllBytes(directory.resolve(actual).resolve(file)), file);
        }
        assertEquals(metrics(expected), metrics(actual));
    }

    /** Without what a clock decides. */
    private static String metrics(String run) throws IOException {
        return Files.readString(directory.resolve(run).resolve("metrics.jsonl"))
                .replaceAll("\"(seconds|tokens_per_second)\":[^,}]+", "");
    }

    /** A shell without job control starts its background jobs so, and they hand it down. */
    private static void assumeHeard(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (signal.equals("INT") && Files.exists(status)) {
            String ignored = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findAny()
                    .orElseThrow().substring("SigIgn:".length()).strip();
            assumeFalse((Long.parseUnsignedLong(ignored, 16) & 2) != 0,
                    "SIGINT is ignored where these tests run, in the background of a shell");
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void whatIsStoppedGoesOnToTheSameBytes(String signal, int code) throws IOException, InterruptedException {
        assumeHeard(signal);
        String run = "stopped-by-" + signal;
        Launcher.Running running = launcher.start(with(run));
        running.waitFor("\n    2  ");
        running.signal(signal);
        Launcher.Outcome stopped = running.outcome();
        assertEquals(code, stopped.code(), stopped.err());
        assertEquals("", stopped.out());
        assertTrue(stopped.err().contains("unroll: stopping after this batch"), stopped.err());
        List<String> lines = stopped.err().lines().toList();
        String next = lines.getLast().strip();
        // quoted where the checkout's path has a space
        assertTrue(next.matches(".*unroll'? train --resume " + run), next);
        // What it says, as it says it.
        Launcher.Outcome resumed = launcher.shell(next);
        assertEquals(0, resumed.code(), resumed.err());
        assertSameRun("whole", run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void theSecondSignalStopsAtOnce(String signal) throws IOException, InterruptedException {
        assumeHeard(signal);
        // One batch of all names takes a while.
        Launcher.Running running = launcher.start("train", "--hidden", "1000", "--batch", "3000", "--out", signal);
        running.waitFor("lecture's figures");
        running.signal(signal);
        running.waitFor("stopping after this batch");
        running.signal(signal);
        Launcher.Outcome outcome = running.outcome();
        assertEquals(signal.equals("INT") ? 130 : 143, outcome.code());
        assertFalse(outcome.err().contains("all is saved"), outcome.err());
        assertFalse(Files.exists(directory.resolve(signal).resolve("last")));
    }

    @Test
    void whatIsKilledWhileItSavesGoesOnToTheSameBytes() throws IOException, InterruptedException {
        // So small that it does little but save.
        Files.writeString(directory.resolve("words.txt"), "ab\nba\nabba\nbaab\na\nb\naa\nbb\naba\nbab\n");
        String[] run = {"train", "--data", "words.txt", "--hidden", "64", "--epochs", "800", "-q", "--out"};
        String[] whole = java.util.Arrays.copyOf(run, run.length + 1);
        whole[run.length] = "small";
        assertEquals(0, launcher.run(whole).code());
        long seed = 7;
        Random random = new Random(seed);
        whole[run.length] = "killed";
        Launcher.Running running = launcher.start(whole);
        Path metrics = directory.resolve("killed").resolve("metrics.jsonl");
        long before = 0;
        int killed = 0;
        for (int round = 0; round < 4; round++) {
            while (running.isAlive() && (!Files.exists(metrics) || Files.size(metrics) <= before)) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(200));
            running.signal("KILL");
            killed += running.outcome().code() == KILLED ? 1 : 0;
            before = Files.size(metrics);
            Launcher.Outcome sample = launcher.run("sample", "killed", "-n", "3");
            assertEquals(0, sample.code(), "seed " + seed + ", round " + round + ": " + sample.err());
            running = launcher.start("train", "--resume", "killed", "-q");
        }
        assertTrue(killed > 0, "every run was too quick to be killed");
        Launcher.Outcome end = running.outcome();
        assertTrue(end.code() == 0 || end.err().contains("is finished"), end.err());
        assertSameRun("small", "killed");
        try (var files = Files.list(directory.resolve("killed"))) {
            assertEquals(List.of(), files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tmp") || name.endsWith(".old")).toList());
        }
    }
}
