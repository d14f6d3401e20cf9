package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/writing-a-cell.md, followed to the letter from an empty folder. */
class WritingACellIT {
    private static final int MOST_LINES = 40;

    @TempDir
    Path directory;

    @Test
    void theCellTrainsAtOnce() throws IOException, InterruptedException {
        Page page = Page.of("writing-a-cell.md");
        String listing = page.blocks("java").get(0);
        assertTrue(listing.lines().count() < MOST_LINES, listing);
        Files.writeString(directory.resolve("LeakyProvider.java"), listing);
        String transcript = page.blocks("").get(0);

        String tools = Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH");
        Launcher.Outcome outcome = new Launcher(directory,
                Map.of("UNROLL", Page.HOME.toString(), "PATH", tools))
                .shell("set -e\n" + Page.commands(transcript));

        assertEquals(0, outcome.code(), outcome.err());
        List<String> expected = Page.epochs(transcript);
        assertEquals(2, expected.size(), transcript);
        assertEquals(expected, Page.epochs(outcome.err()));
        String model = transcript.lines().filter(line -> line.startsWith("model")).findAny().orElseThrow();
        assertTrue(outcome.err().contains(model), outcome.err());
        assertEquals(3, outcome.out().lines().filter(line -> line.startsWith("ma")).count(), outcome.out());
    }
}
