package unroll.api.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CounterRandomTest {
    private static final int DRAWS = 200_000;

    /** The specification, worked out once more from the block function alone. */
    @Test
    void followsItsSpecification() {
        long seed = 0x123456789ABCDEFL;
        CounterRandom random = new CounterRandom(seed, RandomStream.DROPOUT, 41, 7);
        for (int i = 0; i < 40; i++) {
            long low = Philox.words(0x89ABCDEF, 0x01234567, i / 4, 41, 7, 3, false);
            long high = Philox.words(0x89ABCDEF, 0x01234567, i / 4, 41, 7, 3, true);
            int[] block = {(int) low, (int) (low >>> 32), (int) high, (int) (high >>> 32)};
            assertEquals(block[i % 4], random.bits(i));
            assertEquals((block[i % 4] >>> 8) / 16777216f, random.uniform(i));
            long pair = Philox.words(0x89ABCDEF, 0x01234567, i / 2, 41, 7, 3, i % 2 == 1);
            assertEquals((pair >>> 11) / 9007199254740992.0, random.uniformDouble(i));
        }
    }

    @ParameterizedTest
    @EnumSource(RandomStream.class)
    void everyAddressIsItsOwn(RandomStream stream) {
        Set<Integer> seen = new HashSet<>();
        int addresses = 0;
        for (long seed : new long[] {0, 1, 1L << 32, -1}) {
            for (int step = 0; step < 5; step++) {
                for (int layer = 0; layer < 5; layer++) {
                    CounterRandom random = new CounterRandom(seed, stream, step, layer);
                    for (int element = 0; element < 8; element++) {
                        seen.add(random.bits(element));
                        addresses++;
                    }
                }
            }
        }
        assertTrue(seen.size() >= addresses - 1, () -> "only " + seen.size() + " different words");
    }

    /** Bounds of five standard errors; the draws are fixed, so that the test cannot fail by chance. */
    @Test
    void hasTheMomentsOfItsDistributions() {
        CounterRandom random = new CounterRandom(2, RandomStream.WEIGHTS, 0, 0);
        double uniform = 0;
        double normal = 0;
        double square = 0;
        int[] counts = new int[10];
        for (int i = 0; i < DRAWS; i++) {
            double u = random.uniformDouble(i);
            assertTrue(u >= 0 && u < 1);
            uniform += u;
            double z = random.normal(i);
            normal += z;
            square += z * z;
            counts[random.below(10, i)]++;
        }
        assertEquals(0.5, uniform / DRAWS, 5 * Math.sqrt(1 / 12.0 / DRAWS));
        assertEquals(0, normal / DRAWS, 5 / Math.sqrt(DRAWS));
        assertEquals(1, square / DRAWS, 5 * Math.sqrt(2.0 / DRAWS));
        for (int count : counts) {
            assertEquals(DRAWS / 10.0, count, 5 * Math.sqrt(DRAWS * 0.09));
        }
    }

    @Test
    void refusesAnEmptyRange() {
        CounterRandom random = new CounterRandom(1, RandomStream.SHUFFLE, 0, 0);
        assertThrows(IllegalArgumentException.class, () -> random.below(0, 0));
        assertEquals(0, random.below(1, 5));
    }
}
