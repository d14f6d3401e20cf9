package unroll.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All expected numbers were printed by Python 3.11. */
class PythonRandomTest {
    private static final int[] BOUNDS = {1, 2, 3, 10, 16, 17, 1000, Integer.MAX_VALUE, 1 << 30, (1 << 30) + 1};

    @ParameterizedTest
    @CsvSource({"0, 7 8 1 5 3 4 2 0 9 6", "1, 6 8 9 7 5 3 0 4 1 2", "123, 8 7 5 9 2 3 6 1 4 0",
        // One word, two words, all 63 bits.
        "4294967295, 0 7 1 5 2 6 4 8 3 9", "4294967296, 8 9 3 2 4 7 0 6 5 1", "1099511627783, 0 5 2 3 6 1 8 4 7 9",
        "4611686018427400249, 1 0 9 6 5 3 8 2 4 7", "9223372036854775807, 4 1 9 8 6 0 3 7 2 5",
        // Python takes the magnitude, which for the last of these is 2^63.
        "-123, 8 7 5 9 2 3 6 1 4 0", "-9223372036854775808, 5 7 9 2 0 4 1 3 6 8"})
    void shufflesAsPython(long seed, String expected) {
        assertEquals(expected, shuffled(seed, 10));
    }

    @ParameterizedTest
    @CsvSource({"0, 5462923d7936404d994b0dbfa244e135b47be3b20069fbb2a71b7619e09f24fd",
        "123, 88afe525b1aa520a046d0d73f8a325832516974ebb9a0cce1ae858ff283aadfa",
        "4294967296, 7bcad3b7138451f705ff6636038b8d6604b84551fc7644ed2577e06be88c3c90"})
    void shufflesAHundredThousandAsPython(long seed, String expected) {
        // Python: sha256(','.join(map(str, shuffled))).
        assertEquals(expected, Sha256.hex(shuffled(seed, 100_000).replace(' ', ',')));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 1 0 4 15 12 940 1683194652 651359108 1023484162",
        "123, 0 1 0 6 8 3 858 1935309849 81934378 814163306",
        "1099511627783, 0 1 2 2 12 16 737 779867460 844346736 951291300"})
    void drawsBelowAsPython(long seed, String expected) {
        PythonRandom random = new PythonRandom(seed);
        int[] drawn = IntStream.of(BOUNDS).map(random::below).toArray();
        assertArrayEquals(Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray(), drawn);
    }

    @Test
    void orderIsThatOfShuffle() {
        assertArrayEquals(new int[] {8, 7, 5, 9, 2, 3, 6, 1, 4, 0}, new PythonRandom(123).order(10));
        assertArrayEquals(new int[] {0}, new PythonRandom(0).order(1));
        assertArrayEquals(new int[0], new PythonRandom(0).order(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void thereIsNothingBelowZero(int n) {
        assertEquals("a draw below n needs n of at least 1, found " + n,
                assertThrows(IllegalArgumentException.class, () -> new PythonRandom(0).below(n)).getMessage());
    }

    private static String shuffled(long seed, int n) {
        return String.join(" ", IntStream.of(new PythonRandom(seed).order(n)).mapToObj(String::valueOf).toList());
    }
}
