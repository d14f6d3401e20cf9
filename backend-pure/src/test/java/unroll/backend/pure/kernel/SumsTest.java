package unroll.backend.pure.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums have exactly the order that is promised, and about the right value. */
class SumsTest {
    private static final int OFFSET = 3;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 15, 16, 17, 19, 31, 32, 33, 47, 48, 97, 1009})
    void sumsAllInSixteenLanes(int n) {
        float[] a = values(n + OFFSET, n);
        float[] lanes = new float[16];
        double exact = 0;
        for (int i = 0; i < n; i++) {
            lanes[i % 16] += a[OFFSET + i];
            exact += a[OFFSET + i];
        }
        for (int left = 8; left > 0; left /= 2) {
            for (int i = 0; i < left; i++) {
                lanes[i] = lanes[2 * i] + lanes[2 * i + 1];
            }
        }
        float found = Sums.all(a, OFFSET, n);
        assertEquals(lanes[0], found, "seed " + n);
        assertEquals(exact, found, 1e-5 * Math.max(1, n), "seed " + n);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 16, 33})
    void sumsRowsInTheirOrder(int m) {
        int n = 17;
        float[] a = values(m * n + OFFSET, m);
        float[] sums = values(n + 1, 99);
        Sums.ofRows(a, OFFSET, m, n, sums, 1);
        for (int j = 0; j < n; j++) {
            float expected = 0;
            for (int i = 0; i < m; i++) {
                expected += a[OFFSET + i * n + j];
            }
            assertEquals(expected, sums[1 + j], "seed " + m + ", column " + j);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 31})
    void sumsEachRowAsItWouldAlone(int n) {
        float[] a = values(5 * n, n);
        float[] sums = new float[5];
        Sums.ofEachRow(a, 0, 5, n, sums, 0);
        for (int i = 0; i < 5; i++) {
            assertEquals(Sums.all(a, i * n, n), sums[i], "seed " + n + ", row " + i);
        }
    }

    private static float[] values(int n, long seed) {
        Random random = new Random(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
