package unroll.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @CsvSource({"tran, train", "sweeep, sweep", "gradiens, gradients", "bckends, backends", "publish, ''",
        "lisst, list", "dat, data"})
    void aSlipIsTheNearestNameAlone(String asked, String expected) {
        List<String> names = List.of("train", "gradients", "sweep", "backends", "list", "data");
        assertEquals(expected, String.join(" ", Nearest.slips(asked, names)));
    }

    @Test
    void namesThatAreAsNearAreAllMeant() {
        assertEquals(List.of("run", "rus"), Nearest.slips("ru", List.of("rus", "rust", "run")));
        assertEquals(List.of(), Nearest.slips("ru", List.of()));
    }
}
