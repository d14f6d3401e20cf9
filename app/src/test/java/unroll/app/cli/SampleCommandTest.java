package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
        assertEquals("", outcome.err());
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
}
