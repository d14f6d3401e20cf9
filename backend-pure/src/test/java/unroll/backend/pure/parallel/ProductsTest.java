package unroll.backend.pure.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.backend.pure.arithmetic.ScalarArithmetic;
import unroll.backend.pure.storage.FloatPool;

/** Products against the plain loop that defines their bits, at sizes around every boundary, on one to three threads. */
class ProductsTest {
    private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 15, 16, 17, 31, 33, 37};
    private static final int OFFSET = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everySizeHasTheBitsOfThePlainLoop(int threads) {
        Engine engine = engine(threads);
        for (int m : SIZES) {
            for (int k : SIZES) {
                for (int n : SIZES) {
                    for (int form = 0; form < 4; form++) {
                        compare(engine, m, k, n, (form & 1) != 0, (form & 2) != 0);
                    }
                }
            }
        }
        engine.workers().close();
    }

    @ParameterizedTest
    @CsvSource({"1, 96, 28", "16, 96, 96", "113, 96, 28", "96, 113, 96", "64, 257, 130"})
    void sizesOfRealModelsHaveTheBitsOfThePlainLoop(int m, int k, int n) {
        Engine engine = engine(2);
        for (int form = 0; form < 4; form++) {
            compare(engine, m, k, n, (form & 1) != 0, (form & 2) != 0);
        }
        engine.workers().close();
    }

    private static Engine engine(int threads) {
        FloatPool pool = new FloatPool();
        return Engine.of(pool, new ScalarArithmetic(pool), threads, 0);
    }

    private static void compare(Engine engine, int m, int k, int n, boolean transposeA, boolean transposeB) {
        long seed = ((m * 64L + k) * 64 + n) * 4 + (transposeA ? 1 : 0) + (transposeB ? 2 : 0);
        Random random = new Random(seed);
        float[] a = values(random, m * k);
        float[] b = values(random, k * n);
        float[] expected = new float[OFFSET + m * n + OFFSET];
        Arrays.fill(expected, Float.NaN);
        float[] found = expected.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                double exact = 0;
                for (int p = 0; p < k; p++) {
                    float x = a[OFFSET + (transposeA ? p * m + i : i * k + p)];
                    float y = b[OFFSET + (transposeB ? j * k + p : p * n + j)];
                    sum = Math.fma(x, y, sum);
                    exact += (double) x * y;
                }
                expected[OFFSET + i * n + j] = sum;
                assertEquals(exact, sum, 1e-4);
            }
        }
        engine.products().multiply(a, OFFSET, transposeA, b, OFFSET, transposeB, m, k, n, found, OFFSET);
        assertArrayEquals(expected, found, () -> m + " x " + k + " x " + n + ", transposed " + transposeA + " "
                + transposeB + ", seed " + seed);
    }

    private static float[] values(Random random, int n) {
        float[] values = new float[OFFSET + n];
        for (int i = 0; i < n; i++) {
            values[OFFSET + i] = (float) random.nextGaussian();
        }
        return values;
    }
}
