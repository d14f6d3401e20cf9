package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCommandTest {
    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void train() {
        shell = new Shell(directory);
        assertEquals(0, shell.train("run").code());
    }

    @Test
    void printsOneSampleALineAndNothingElse() {
        Shell.Outcome outcome = shell.run("sample", "run", "-n", "7", "--prompt", "ba", "--max-length", "5");
        assertEquals(0, outcome.code());
        assertTrue(outcome.err().matches("in the training data: \\d of 7 samples\n"), outcome.err());
        assertEquals(7, outcome.outLines().size());
        for (String line : outcome.outLines()) {
            assertTrue(line.matches("ba[abcd]{0,5}"), line);
        }
    }

    @Test
    void theSameSeedGivesTheSameLines() {
        Shell.Outcome first = shell.run("sample", "run", "--seed", "7", "-n", "20");
        assertEquals(first, shell.run("sample", "run", "--seed", "7", "-n", "20"));
        assertNotEquals(first, shell.run("sample", "run", "--seed", "8", "-n", "20"));
        assertEquals(first.outLines().subList(0, 5),
                shell.run("sample", "run", "--seed", "7", "-n", "5").outLines(), "however many are asked for");
    }

    @Test
    void temperatureZeroTakesTheLikeliest() {
        List<String> lines = shell.run("sample", "run", "--temperature", "0", "-n", "3").outLines();
        assertEquals(1, lines.stream().distinct().count());
    }

    @Test
    void trainingShowsTheSamplesOfItsSeed() {
        List<String> shown = shell.train("other", "--seed", "7").outLines();
        List<String> invented = shown.subList(shown.indexOf("The model invents:") + 1, shown.size());
        assertEquals(invented, shell.run("sample", "other", "--seed", "7").outLines().stream()
                .map(line -> "  " + (line.isEmpty() ? "(nothing)" : line)).toList());
    }

    @Test
    void topKAndTopPNarrowTheChoice() {
        List<String> greedy = shell.run("sample", "run", "--temperature", "0", "-n", "1").outLines();
        assertEquals(greedy, shell.run("sample", "run", "--top-k", "1", "-n", "1").outLines());
        assertEquals(greedy, shell.run("sample", "run", "--top-p", "0.0001", "-n", "1").outLines());
        List<String> all = shell.run("sample", "run", "-n", "20").outLines();
        assertEquals(all, shell.run("sample", "run", "-n", "20", "--top-k", "99", "--top-p", "1").outLines());
        assertNotEquals(all, shell.run("sample", "run", "-n", "20", "--top-k", "2").outLines());
    }

    @Test
    void countsWhatIsInTheTrainingData() throws IOException {
        // one item, many times: after a while the model says nothing else
        shell.file("same.txt", Collections.nCopies(40, "ab").toArray(String[]::new));
        assertEquals(0, shell.run("train", "--data", "same.txt", "--hidden", "8", "--epochs", "30", "--lr", "0.05",
                "--out", "same").code());
        Shell.Outcome outcome = shell.run("sample", "same", "-n", "9", "--temperature", "0");
        assertEquals("in the training data: 9 of 9 samples\n", outcome.err());
        assertEquals("", shell.run("sample", "same", "-n", "9", "--quiet").err());
        shell.file("same.txt", "ab");
        assertTrue(shell.run("sample", "same").err().startsWith("in the training data: unknown; "));
        Files.delete(shell.path("same.txt"));
        Shell.Outcome gone = shell.run("sample", "same", "-n", "9", "--temperature", "0");
        assertEquals(1, gone.errLines().size());
        assertEquals(new Shell.Outcome(0, outcome.out(), gone.err()), gone);
    }
}
