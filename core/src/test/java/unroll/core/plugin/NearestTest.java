package unroll.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    /** The textbook's examples of Levenshtein's distance. */
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "saturday, sunday, 3", "flaw, lawn, 2", "'', abc, 3", "abc, '', 3",
        "abc, abc, 0"})
    void distanceIsLevenshteins(String a, String b, int expected) {
        assertEquals(expected, Nearest.distance(a, b));
        assertEquals(expected, Nearest.distance(b, a));
    }
}
