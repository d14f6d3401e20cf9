package unroll.tck.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The reference backend is the example that a backend is small, so that it must stay small. */
class ReferenceSizeTest {
    private static final int LIMIT = 350;

    @Test
    void staysUnderTheLimitOfLinesOfCode() throws IOException {
        Path sources = Path.of("src", "main", "java", "unroll", "tck", "reference");
        Assumptions.assumeTrue(Files.isDirectory(sources), "run from the module's directory, beside its sources");
        int lines = 0;
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                lines += linesOfCode(Files.readAllLines(file));
            }
        }
        assertTrue(lines > 100, "found only " + lines + " lines of code: is everything counted?");
        assertTrue(lines < LIMIT, "expected fewer than " + LIMIT + " lines of code, found " + lines);
    }

    /** Neither blank nor only a comment; imports and braces count. */
    private static int linesOfCode(List<String> lines) {
        int count = 0;
        for (String line : lines) {
            String text = line.strip();
            boolean comment = text.startsWith("//") || text.startsWith("/*") || text.startsWith("*");
            if (!text.isEmpty() && !comment) {
                count++;
            }
        }
        return count;
    }
}
