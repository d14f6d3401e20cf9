package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/writing-a-cell.md, followed to the letter from an empty folder. */
class WritingACellIT {
    private static final Path HOME = Path.of(System.getProperty("unroll.home")).toAbsolutePath().normalize();
    private static final int MOST_LINES = 40;
    private static final String PROMPT = "$ ";
    // The number of an epoch and its losses; after them come columns of time.
    private static final Pattern EPOCH = Pattern.compile("(?m)^ +\\d+ +\\d+\\.\\d{4} +\\d+\\.\\d{4} ");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");

    @TempDir
    Path directory;

    private static String block(String document, String kind) {
        return BLOCK.matcher(document).results().filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2)).findFirst().orElseThrow();
    }

    private static List<String> epochs(String text) {
        return EPOCH.matcher(text).results().map(each -> each.group().strip()).toList();
    }

    @Test
    void theCellTrainsAtOnce() throws IOException, InterruptedException {
        String document = Files.readString(HOME.resolve("docs").resolve("writing-a-cell.md"));
        String listing = block(document, "java");
        assertTrue(listing.lines().count() < MOST_LINES, listing);
        Files.writeString(directory.resolve("LeakyProvider.java"), listing);
        String transcript = block(document, "");
        String commands = transcript.lines().filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length())).collect(Collectors.joining("\n"));

        String tools = Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH");
        Launcher.Outcome outcome = new Launcher(directory,
                Map.of("UNROLL", HOME.toString(), "PATH", tools))
                .shell("set -e\n" + commands);

        assertEquals(0, outcome.code(), outcome.err());
        List<String> expected = epochs(transcript);
        assertEquals(2, expected.size(), transcript);
        assertEquals(expected, epochs(outcome.err()));
        String model = transcript.lines().filter(line -> line.startsWith("model")).findAny().orElseThrow();
        assertTrue(outcome.err().contains(model), outcome.err());
        assertEquals(3, outcome.out().lines().filter(line -> line.startsWith("ma")).count(), outcome.out());
    }
}
