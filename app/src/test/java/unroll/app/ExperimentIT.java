package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An experiment as a process: killed in its middle, and with several backends. */
class ExperimentIT {
    private static final int TRIALS = 24;
    private static final int RUNS = 4;
    private static final int KILLED = 128 + 9;

    @TempDir
    Path directory;

    private static String trial(String line) {
        return line.replaceAll(".*\"trial\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void aSweepThatWasKilledGoesOnAndRepeatsNothing() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("s.yaml"), """
                hidden_size: 24
                epochs: 2
                trials: 24
                search:
                  lr: {min: 0.0003, max: 0.03, scale: log}
                """);
        Launcher launcher = new Launcher(directory, Map.of());
        Launcher.Running running = launcher.start("sweep", "s.yaml", "--out", "sw");
        running.waitFor("trial-05");
        running.signal("KILL");
        assertEquals(KILLED, running.outcome().code());
        Path outcomes = directory.resolve("sw/outcomes.jsonl");
        String text = Files.readString(outcomes);
        List<String> before = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        assertTrue(before.size() >= 4 && before.size() < TRIALS, before.size() + " had ended");
        Launcher.Outcome resumed = launcher.run("sweep", "--resume", "sw");
        assertEquals(0, resumed.code(), resumed.err());
        List<String> after = Files.readAllLines(outcomes);
        assertEquals(TRIALS, after.size());
        assertEquals(TRIALS, after.stream().map(ExperimentIT::trial).distinct().count());
        assertEquals(before, after.subList(0, before.size()));
        before.forEach(line -> assertTrue(!resumed.err().contains("\n" + trial(line) + " "), resumed.err()));
        assertEquals(TRIALS, resumed.out().lines().filter(line -> line.startsWith("trial-")).count());
    }

    /** A file system of its own, of a few hundred kilobytes, in a namespace of its own: nobody needs to be root for it. */
    @Test
    void aFullDiskEndsItAndNothingSavedIsLost() throws IOException, InterruptedException {
        Launcher launcher = new Launcher(directory, Map.of());
        Launcher.Outcome possible = launcher.shell(
                "unshare -Urm bash -c 'mkdir try && mount -t tmpfs -o size=64k none try'");
        assumeTrue(possible.code() == 0, "no file system can be mounted here: " + possible.err().strip());
        Launcher.Outcome outcome = launcher.shell("""
                export -f unroll
                unshare -Urm bash -c '
                    mkdir disk && mount -t tmpfs -o size=2m none disk
                    head -c 2048k /dev/zero > disk/ballast
                    unroll compare --cells rnn,gru --seeds 2 --out disk/cmp 2> none.txt
                    ls disk
                    truncate -s 1800k disk/ballast
                    unroll compare --cells rnn,gru --seeds 2 --hidden 32 --epochs 1 --jobs 1 --out disk/cmp 2> full.txt
                    echo "code $?"
                    cp disk/cmp/outcomes.jsonl before.jsonl
                    rm disk/ballast
                    unroll compare --resume disk/cmp 2> resumed.txt
                    echo "code $?"
                    cp disk/cmp/outcomes.jsonl after.jsonl
                    unroll sample disk/cmp/runs/gru-seed1 -n 1
                '""");
        String none = Files.readString(directory.resolve("none.txt"));
        assertTrue(none.startsWith("unroll: disk/cmp/experiment.yaml cannot be written: No space left"), none);
        String full = Files.readString(directory.resolve("full.txt"));
        assertTrue(outcome.out().startsWith("ballast\ncode 1\n"), outcome.out() + full);
        assertTrue(full.lines().toList().getLast().matches("unroll: .*disk/cmp/.* cannot be written: No space left on "
                + "device; free some space or choose a folder on another disk"), full);
        assertTrue(full.contains(" compare --resume disk/cmp\n"), full);
        List<String> before = Files.readAllLines(directory.resolve("before.jsonl"));
        List<String> after = Files.readAllLines(directory.resolve("after.jsonl"));
        assertTrue(outcome.out().contains("code 0\n"), Files.readString(directory.resolve("resumed.txt")));
        assertTrue(!before.isEmpty() && before.size() < RUNS, before.size() + " had ended");
        assertEquals(before, after.subList(0, before.size()));
        assertEquals(RUNS, after.stream().map(ExperimentIT::trial).distinct().count());
        assertTrue(after.stream().allMatch(line -> line.contains("\"outcome\":\"finished\"")), after.toString());
    }

    /** The launcher prepares every backend that is going to be opened: plugins ask for what only it can give. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compare --backends one,two:gpu --threads 2     | one two;2
            compare --cells rnn,gru                        | five;
            compare --config v.yaml                        | three two five;
            compare --config v.yaml --threads=3            | three two five;3
            sweep v.yaml --backend one                     | one three two;
            sweep v.yaml --data x.txt --jobs 2             | three two five;
            sweep --out X v.yaml                           | three two five;
            compare --resume done                          | four;2
            sweep --resume=done                            | four;2
            train --backend two:gpu                        | two;
            train                                          | five;
            list --backend two                             | ;
            """)
    void theLauncherKnowsAllBackendsOfACommand(String command, String expected)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("v.yaml"), """
                variants:
                  a: {lr: 0.1, backend: two}
                  b:
                    backend: three
                """);
        Files.createDirectories(directory.resolve("done"));
        Files.writeString(directory.resolve("done/experiment.yaml"), """
                settings:
                  backend: four
                  threads: 2
                trials:
                - trial: a
                  settings:
                    threads: 7
                """);
        String script = Path.of(System.getProperty("unroll.home"), "build", "plugins.sh").toAbsolutePath().normalize()
                .toString();
        Launcher.Outcome outcome = new Launcher(directory, Map.of("UNROLL_BACKEND", "five:cpu"))
                .shell(". '" + script + "'; read_arguments " + command + "; printf '%s;%s' \"$wanted\" \"$threads\"");
        assertEquals(expected, outcome.out(), outcome.err());
    }
}
