package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
