package unroll.backend.nd4j.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.natives.Natives;

class ElementwiseTest {
    private static final int COUNT = 4001;

    private final Pointer memory = Pointer.malloc(2L * COUNT * Float.BYTES);
    private final long x = memory.address();
    private final long y = x + (long) COUNT * Float.BYTES;
    private Calls calls;

    @BeforeEach
    void load() {
        Natives.OF_PROCESS.use(1);
        calls = Natives.OF_PROCESS.calls();
    }

    @AfterEach
    void release() {
        calls.close();
        Pointer.free(memory);
        Natives.OF_PROCESS.release();
    }

    /** To a few last places of each value, from the smallest number to where it is 1, and across the bound of the series. */
    @Test
    void tanhIsRightEverywhere() {
        for (double largest : new double[] {1e-40, 1e-20, 1e-3, 0.0625, 0.07, 1, 20, 1e30}) {
            for (int i = 0; i < COUNT; i++) {
                OffHeap.set(x + (long) i * Float.BYTES, (float) (largest * (2.0 * i / COUNT - 1)));
            }
            calls.elementwise().tanh(x, y, COUNT);
            for (int i = 0; i < COUNT; i++) {
                float argument = OffHeap.get(x + (long) i * Float.BYTES);
                double expected = Math.tanh(argument);
                assertEquals(expected, OffHeap.get(y + (long) i * Float.BYTES),
                        3e-6 * Math.abs(expected) + Float.MIN_VALUE, "tanh of " + argument);
            }
        }
    }

    @Test
    void tanhOfWhatIsNoNumber() {
        float[] arguments = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f};
        float[] expected = {Float.NaN, 1, -1, 0f, -0f};
        OffHeap.write(arguments, 0, x, arguments.length);
        calls.elementwise().tanh(x, y, arguments.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], OffHeap.get(y + (long) i * Float.BYTES), "tanh of " + arguments[i]);
        }
    }

    @Test
    void aResultMayLieWhereItsArgumentLies() {
        OffHeap.write(new float[] {1, 4, 9}, 0, x, 3);
        calls.elementwise().apply(Transform.SQRT, x, x, 3);
        calls.elementwise().apply(Pairwise.MULTIPLY, x, x, x, 3);
        calls.elementwise().apply(WithScalar.ADD, x, 1, x, 3);
        float[] values = new float[3];
        OffHeap.read(x, values, 0, 3);
        assertEquals(2, values[0]);
        assertEquals(5, values[1]);
        assertEquals(10, values[2]);
    }
}
