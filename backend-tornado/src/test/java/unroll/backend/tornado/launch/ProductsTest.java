package unroll.backend.tornado.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.launch.Products.Matrix;
import unroll.backend.tornado.storage.DeviceScope;
import unroll.backend.tornado.storage.Memory;

/** Products against sums in double, in tiles and plain. */
class ProductsTest {
    private static final long SEED = 7;
    private static Machine machine;
    private static Memory memory;

    @BeforeAll
    static void open() {
        machine = new Machine(null, 1 << 20);
        memory = new Memory("tornado-harness", machine, 0);
    }

    @AfterAll
    static void close() {
        memory.close();
    }

    @ParameterizedTest
    @CsvSource({"5,7,11", "1,1,1", "64,64,65", "65,63,67", "129,130,17", "3,300,301", "200,1,1400", "64,64,0",
        "20,30,520",
        "7,5,8000", "70,65,1027"})
    void areSums(int m, int n, int k) {
        for (int form = 0; form < 16; form++) {
            check(m, n, k, (form & 1) != 0, (form & 2) != 0, (form & 4) != 0, (form & 8) != 0);
        }
    }

    private static void check(int m, int n, int k, boolean leftTransposed, boolean rightTransposed, boolean biased,
            boolean add) {
        Random random = new Random(SEED);
        float[] left = draw(random, m * k);
        float[] right = draw(random, k * n);
        float[] bias = draw(random, n);
        float[] before = draw(random, m * n);
        DeviceScope scope = new DeviceScope(memory);
        int at = scope.take(left.length + right.length + n + m * n + 3) + 3;
        int rightAt = at + left.length;
        int biasAt = rightAt + right.length;
        int resultAt = biasAt + n;
        machine.write(left, 0, left.length, at);
        machine.write(right, 0, right.length, rightAt);
        machine.write(bias, 0, n, biasAt);
        machine.write(before, 0, before.length, resultAt);
        new Products(machine, scope).multiply(m, n, k, Matrix.of(at, leftTransposed ? m : k, leftTransposed),
                Matrix.of(rightAt, rightTransposed ? k : n, rightTransposed), Matrix.of(resultAt, n, false),
                biased ? biasAt : -1, add);
        float[] result = new float[m * n];
        machine.read(resultAt, result.length, result, 0);
        scope.close();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = (biased ? bias[j] : 0) + (add ? before[i * n + j] : 0);
                for (int l = 0; l < k; l++) {
                    sum += (double) left[leftTransposed ? l * m + i : i * k + l]
                            * right[rightTransposed ? j * k + l : l * n + j];
                }
                assertEquals(sum, result[i * n + j], 1e-5 * (k + 1), "element " + i + ", " + j + ", seed " + SEED);
            }
        }
    }

    private static float[] draw(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
