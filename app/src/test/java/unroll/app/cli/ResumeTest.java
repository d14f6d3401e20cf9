package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.app.job.Interruption;

class ResumeTest {
    private static final Interruption AT_ONCE = first -> {
        first.accept(130);
        return () -> {
        };
    };

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(directory);
    }

    private void assertSameModel(String expected, String actual) throws IOException {
        for (String file : List.of("model.safetensors", "last/model.safetensors", "last/optimizer.safetensors",
                "last/state.json", "tokenizer.json")) {
            assertArrayEquals(Files.readAllBytes(shell.path(expected).resolve(file)),
                    Files.readAllBytes(shell.path(actual).resolve(file)), file);
        }
    }

    @Test
    void anInterruptionSavesAndSaysHowToGoOn() throws IOException {
        Shell.Outcome stopped = shell.interruptedBy(AT_ONCE).train("my run");
        assertEquals(130, stopped.code(), stopped.err());
        assertEquals("", stopped.out());
        List<String> lines = stopped.errLines();
        assertEquals(List.of("unroll: stopped before the first batch; all is saved", "to go on:"),
                lines.subList(lines.size() - 3, lines.size() - 1));
        assertEquals("  ./unroll train --resume '" + directory.resolve("my run") + "'", lines.getLast());
        shell.interruptedBy(Interruption.NONE);
        Shell.Outcome resumed = shell.run("train", "--resume", "my run");
        assertEquals(0, resumed.code(), resumed.err());
        Shell.Outcome whole = shell.train("whole");
        assertSameModel("whole", "my run");
        assertEquals(whole.outLines().subList(1, 5), resumed.outLines().subList(1, 5));
        assertEquals(2, shell.run("train", "--resume", "my run").code(), "nothing is left to do");
    }

    @Test
    void quietStillSaysHowToGoOn() {
        Shell.Outcome stopped = shell.interruptedBy(AT_ONCE).train("run", "--quiet", "--json");
        assertEquals(3, stopped.errLines().size(), stopped.err());
        assertTrue(stopped.out().contains("\"finished\" : false"), stopped.out());
    }

    @Test
    void aRunIsGivenMoreEpochs() throws IOException {
        assertEquals(0, shell.train("run").code());
        assertEquals(0, shell.train("whole", "--epochs", "5").code());
        Shell.Outcome resumed = shell.run("train", "--resume", "run", "--epochs", "5", "--threads", "1");
        assertEquals(0, resumed.code(), resumed.err());
        assertTrue(resumed.err().contains("goes on   after 2 epochs of 5"), resumed.err());
        assertSameModel("whole", "run");
        assertEquals(6, Files.readAllLines(shell.path("run/metrics.jsonl")).size());
        String config = Files.readString(shell.path("run/config.yaml"));
        assertTrue(config.contains("epochs: 5\n") && config.contains("threads: 1\n"), config);
    }

    @Test
    void everySettingOfARunGoesOn() throws IOException {
        String[] settings = {"--cell", "lstm", "--cell-option", "forget_bias=1", "--layers", "2", "--embedding", "5",
            "--dropout", "0.25", "--learned-state", "--batch", "4", "--accumulate", "3", "--schedule", "step",
            "--schedule-option", "step_size=1", "--clip-value", "0.5", "--optimizer-option", "beta1=0.8"};
        assertEquals(0, shell.train("run", settings).code());
        List<String> longer = new ArrayList<>(List.of(settings));
        longer.addAll(List.of("--epochs", "4"));
        assertEquals(0, shell.train("whole", longer.toArray(String[]::new)).code());
        Shell.Outcome resumed = shell.run("train", "--resume", "run", "--epochs", "4");
        assertEquals(0, resumed.code(), resumed.err());
        assertFalse(resumed.err().contains("runs over all epochs"), resumed.err());
        assertSameModel("whole", "run");
    }

    @Test
    void moreEpochsChangeTheCourseOfSomeSchedules() {
        assertEquals(0, shell.train("run", "--schedule", "cosine").code());
        Shell.Outcome resumed = shell.run("train", "--resume", "run", "--epochs", "3");
        assertEquals(0, resumed.code(), resumed.err());
        List<String> warnings = resumed.errLines().stream().filter(line -> line.contains("schedule")
                && line.startsWith("unroll: warning: ")).toList();
        assertEquals(1, warnings.size(), resumed.err());
        assertTrue(warnings.getFirst().contains("schedule cosine runs over all epochs, and these were 2 and are now 3"),
                resumed.err());
    }

    @Test
    void aRunThatWasKilledInItsFirstEpochBeginsAnew() throws IOException {
        assertEquals(0, shell.train("whole").code());
        assertEquals(0, shell.train("run").code());
        try (Stream<Path> last = Files.list(shell.path("run/last"))) {
            for (Path file : last.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(shell.path("run/last"));
        Files.delete(shell.path("run/model.safetensors"));
        Files.delete(shell.path("run/metrics.jsonl"));
        Shell.Outcome sample = shell.run("sample", "run");
        assertEquals(1, sample.code());
        assertTrue(sample.err().contains("train --resume"), sample.err());
        assertEquals(0, shell.run("train", "--resume", "run").code());
        assertSameModel("whole", "run");
    }

    @Test
    void theDataMayHaveMoved() throws IOException {
        assertEquals(0, shell.train("run").code());
        Files.move(shell.path("words.txt"), shell.path("moved.txt"));
        Shell.Outcome gone = shell.run("train", "--resume", "run", "--epochs", "3");
        assertEquals(2, gone.code());
        assertTrue(gone.err().contains("--data FILE"), gone.err());
        assertEquals(0, shell.run("train", "--resume", "run", "--epochs", "3", "--data", "moved.txt").code());
        assertEquals(0, shell.run("train", "--resume", "run", "--epochs", "4").code(), "the new place is remembered");
    }

    @Test
    void whatWasPipedInIsPipedInAgain() {
        shell.withInput("ab\nba\nabba\nbaab\na\nb\naa\nbb\naba\nbab\n");
        assertEquals(0, shell.run("train", "--data", "-", "--hidden", "4", "--epochs", "1", "--out", "run").code());
        assertEquals(2, shell.run("train", "--resume", "run", "--epochs", "2").code());
        assertEquals(0, shell.run("train", "--resume", "run", "--epochs", "2", "--data", "-").code());
    }

    @Test
    void patienceEndsARunAndCanBeRaised() {
        // A high rate makes the dev loss rise again.
        Shell.Outcome early = shell.train("run", "--epochs", "60", "--lr", "0.3", "--patience", "2");
        assertEquals(0, early.code(), early.err());
        assertTrue(early.out().contains(", stopped early: the dev loss fell no more"), early.out());
        Shell.Outcome again = shell.run("train", "--resume", "run");
        assertEquals(2, again.code());
        assertTrue(again.err().contains("raise --patience"), again.err());
        Shell.Outcome raised = shell.run("train", "--resume", "run", "--patience", "3");
        assertEquals(0, raised.code(), raised.err());
    }

    @Test
    void aSeedChangedByHandIsRefused() throws IOException {
        assertEquals(0, shell.train("run").code());
        Path config = shell.path("run/config.yaml");
        Files.writeString(config, Files.readString(config).replaceFirst("(?m)^seed: 0", "seed: 1"));
        Shell.Outcome outcome = shell.run("train", "--resume", "run", "--epochs", "3");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("put the seed back"), outcome.err());
        assertFalse(outcome.err().contains("\tat "));
    }
}
