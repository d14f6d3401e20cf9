package unroll.backend.tornado.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.launch.Products.Matrix;
import unroll.backend.tornado.library.LibraryDevice;
import unroll.backend.tornado.storage.DeviceScope;
import unroll.backend.tornado.storage.Memory;

/** Products against sums in double: in tiles, plain and by a library. */
class ProductsTest {
    private static final long SEED = 7;
    private static final LibraryDevice DEVICE = new LibraryDevice(LibraryDevice.Fault.NONE);
    private static Memory memory;
    private static Memory withLibrary;

    @BeforeAll
    static void open() {
        memory = new Memory("tornado-harness", new Machine(null, 1 << 20), 0);
        withLibrary = new Memory("tornado-harness", Machine.withLibrary(DEVICE, 1 << 20, 1), 0);
    }

    @AfterAll
    static void close() {
        memory.close();
        withLibrary.close();
        assertEquals(0, DEVICE.openContexts());
    }

    @ParameterizedTest
    @CsvSource({"5,7,11", "1,1,1", "64,64,65", "65,63,67", "129,130,17", "3,300,301", "200,1,1400", "64,64,0",
        "20,30,520",
        "7,5,8000", "70,65,1027"})
    void areSums(int m, int n, int k) {
        for (int form = 0; form < 16; form++) {
            check(memory, SEED, m, n, k, (form & 1) != 0, (form & 2) != 0, (form & 4) != 0, (form & 8) != 0);
        }
    }

    /** Shapes that nobody chose; also of one row, column or sum. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void ofALibraryAreSums(long seed) {
        Random random = new Random(seed);
        for (int form = 0; form < 16; form++) {
            int before = DEVICE.calls();
            boolean biased = (form & 4) != 0;
            boolean add = (form & 8) != 0;
            check(withLibrary, seed, dimension(random), dimension(random), dimension(random), (form & 1) != 0,
                    (form & 2) != 0, biased, add);
            // with a bias and a sum there already it is the kernel's
            assertEquals(biased && add ? 0 : 1, DEVICE.calls() - before);
        }
    }

    private static int dimension(Random random) {
        return random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(70);
    }

    /** What is too small for it does not go there. */
    @Test
    void onlyLargeOnesGoToTheLibrary() {
        LibraryDevice device = new LibraryDevice(LibraryDevice.Fault.NONE);
        Memory large = new Memory("tornado-harness", Machine.withLibrary(device, 1 << 16, 5 * 7 * 11), 0);
        check(large, SEED, 5, 7, 10, false, false, false, false);
        assertEquals(0, device.calls());
        check(large, SEED, 5, 7, 11, false, false, false, false);
        assertEquals(1, device.calls());
        large.close();
    }

    /** A plan is made anew then, and the library with it. */
    @Test
    void theLibraryIsCalledAfterTheHeapHasGrown() {
        LibraryDevice device = new LibraryDevice(LibraryDevice.Fault.NONE);
        Memory small = new Memory("tornado-harness", Machine.withLibrary(device, 1 << 10, 1), 0);
        check(small, SEED, 5, 7, 11, false, true, false, false);
        check(small, SEED, 50, 60, 70, true, false, true, false);
        assertEquals(2, device.calls());
        assertEquals(1, device.openContexts());
        small.close();
        assertEquals(0, device.openContexts());
    }

    /** Each has a stream of its own, and TornadoVM waits for the caller's only. */
    @Test
    void eachThreadHasItsContextOfTheLibrary() throws InterruptedException {
        LibraryDevice device = new LibraryDevice(LibraryDevice.Fault.NONE);
        Memory shared = new Memory("tornado-harness", Machine.withLibrary(device, 1 << 14, 1), 0);
        List<Throwable> thrown = new ArrayList<>();
        check(shared, SEED, 5, 7, 11, false, false, false, false);
        Thread other = new Thread(() -> check(shared, SEED, 7, 11, 5, false, false, false, false));
        other.setUncaughtExceptionHandler((_, e) -> thrown.add(e));
        other.start();
        other.join();
        check(shared, SEED, 11, 5, 7, false, false, false, false);
        assertEquals(List.of(), thrown);
        assertEquals(3, device.calls());
        assertEquals(2, device.openContexts());
        shared.close();
        assertEquals(0, device.openContexts());
    }

    private static void check(Memory memory, long seed, int m, int n, int k, boolean leftTransposed,
            boolean rightTransposed, boolean biased,
            boolean add) {
        Machine machine = memory.machine();
        Random random = new Random(seed);
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
                assertEquals(sum, result[i * n + j], 1e-5 * (k + 1), "element " + i + ", " + j + ", seed " + seed);
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
