package unroll.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    @Test
    void theShuffledListIsCutAtEightAndNineTenths() {
        // Python 3.11: random.seed(7), random.shuffle, int(0.8 * 11) = 8, int(0.9 * 11) = 9.
        List<String> items = IntStream.range(0, 11).mapToObj(i -> "i" + i).toList();
        Split split = Split.of(items, 7);
        assertEquals(List.of("i1", "i10", "i3", "i9", "i8", "i4", "i7", "i0"), split.train());
        assertEquals(List.of("i6"), split.dev());
        assertEquals(List.of("i2", "i5"), split.test());
    }

    @ParameterizedTest
    // Python: int(0.8 * n), int(0.9 * n).
    @CsvSource({"0, 0, 0", "1, 0, 0", "2, 1, 1", "4, 3, 3", "5, 4, 4", "9, 7, 8", "10, 8, 9", "19, 15, 17",
        "35, 28, 31",
        "55, 44, 49", "90, 72, 81", "115, 92, 103", "32033, 25626, 28829"})
    void theCutsArePythons(int n, int trainEnd, int devEnd) {
        Split split = Split.of(Collections.nCopies(n, "x"), 123);
        assertEquals(trainEnd, split.train().size());
        assertEquals(devEnd - trainEnd, split.dev().size());
        assertEquals(n - devEnd, split.test().size());
    }

    @Test
    void theListItselfStaysAsItIs() {
        List<String> items = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        Split split = Split.of(items, 0);
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), items);
        List<String> all = new ArrayList<>(split.train());
        all.addAll(split.dev());
        all.addAll(split.test());
        Collections.sort(all);
        assertEquals(items, all);
        assertThrows(UnsupportedOperationException.class, () -> split.train().set(0, "z"));
    }
}
