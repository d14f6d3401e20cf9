package unroll.backend.nd4j.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.natives.Natives;

/** Products and sums on both sides of the bounds at which the way to compute them changes. */
class BlasTest {
    private static final long FLOATS = 1 << 20;
    private static final long SEED = 5;
    private static final double TOLERANCE = 1e-5;

    private final Pointer memory = Pointer.malloc(3 * FLOATS * Float.BYTES + Blas.BYTES);
    private final long a = memory.address();
    private final long b = a + FLOATS * Float.BYTES;
    private final long c = b + FLOATS * Float.BYTES;
    private final long room = c + FLOATS * Float.BYTES;

    @BeforeAll
    static void load() {
        Natives.OF_PROCESS.use(1);
    }

    @AfterAll
    static void release() {
        Natives.OF_PROCESS.release();
    }

    @AfterEach
    void free() {
        Pointer.free(memory);
    }

    private static double[] draw(Random random, long to, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            float value = random.nextFloat() - 0.5f;
            OffHeap.set(to + (long) i * Float.BYTES, value);
            values[i] = value;
        }
        return values;
    }

    private void expect(String what, double[] expected, double scale) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], OffHeap.get(c + (long) i * Float.BYTES), TOLERANCE * scale,
                    what + ", element " + i + " (seed " + SEED + ")");
        }
    }

    @ParameterizedTest
    @CsvSource({"1,96,96", "2,5,7", "12,96,96", "13,96,96", "12,200,200", "13,1,3", "5,1,1", "40,28,96", "1,1,300"})
    void productsAreSums(int m, int k, int n) {
        Random random = new Random(SEED);
        double[] left = draw(random, a, m * k);
        double[] right = draw(random, b, k * n);
        for (boolean smallKernels : new boolean[] {false, true}) {
            Blas blas = new Blas(smallKernels, room);
            for (boolean transposeLeft : new boolean[] {false, true}) {
                for (boolean transposeRight : new boolean[] {false, true}) {
                    double[] expected = new double[m * n];
                    for (int i = 0; i < m; i++) {
                        for (int j = 0; j < n; j++) {
                            for (int p = 0; p < k; p++) {
                                expected[i * n + j] += left[transposeLeft ? p * m + i : i * k + p]
                                        * right[transposeRight ? j * k + p : p * n + j];
                            }
                        }
                    }
                    String what = transposeLeft + " " + transposeRight + " " + smallKernels;
                    OffHeap.fill(c, (long) m * n, Float.NaN);
                    blas.multiply(a, transposeLeft, b, transposeRight, m, k, n, c);
                    expect(what, expected, k);
                    for (int i = 0; i < expected.length; i++) {
                        expected[i] += 3;
                    }
                    OffHeap.fill(c, (long) m * n, 3);
                    blas.addProduct(a, transposeLeft, b, transposeRight, m, k, n, c);
                    expect("added to 3, " + what, expected, k + 3);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4095, 4096, 4097, 10_000})
    void sumsGoBeyondTheOnes(int count) {
        Blas blas = new Blas(false, room);
        Random random = new Random(SEED);
        double[] values = draw(random, a, 3 * count);
        double[] rows = new double[3];
        double[] columns = new double[3];
        double sum = 0;
        for (int i = 0; i < 3 * count; i++) {
            rows[i / count] += values[i];
            columns[i % 3] += values[i];
            sum += values[i];
        }
        assertEquals(sum, blas.sum(a, 3 * count), TOLERANCE * count);
        OffHeap.zero(c, 3);
        blas.addSumOfEachRow(a, 3, count, c);
        expect("each row", rows, count);
        OffHeap.zero(c, 3);
        blas.addSumOfRows(a, count, 3, c);
        expect("the rows", columns, count);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5000,2", "2,5000", "130,28"})
    void vectorsAreAddedToRowsAndTakenFromColumns(int m, int n) {
        Blas blas = new Blas(false, room);
        Random random = new Random(SEED);
        double[] vector = draw(random, a, Math.max(m, n));
        double[] matrix = draw(random, c, m * n);
        double[] added = matrix.clone();
        for (int i = 0; i < added.length; i++) {
            added[i] += vector[i % n];
        }
        blas.addToEachRow(a, c, m, n);
        expect("added", added, 1);
        for (int i = 0; i < added.length; i++) {
            added[i] -= vector[i / n];
        }
        blas.subtractFromEachColumn(a, c, m, n);
        expect("taken", added, 1);
    }
}
