package unroll.backend.pure.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.vector.VectorArithmetic;

/** Vectors are taken up after some work, and not before. */
class PlainFirstTest {
    private static final int K = 1024;
    private static final int N = 256;

    private static Class<?> operand(Arithmetic arithmetic, int k, int n) {
        try (RightOperand operand = arithmetic.operand(k, n)) {
            return operand.getClass();
        }
    }

    @Test
    void startsWithPlainLoopsAndGoesOnWithVectors() {
        FloatPool pool = new FloatPool();
        Arithmetic arithmetic = new PlainFirst(new ScalarArithmetic(pool), new VectorArithmetic(pool));
        for (int i = 0; i < 4; i++) {
            assertEquals(RowOperand.class, operand(arithmetic, K, N));
        }
        assertNotEquals(RowOperand.class, operand(arithmetic, K, N));
        assertNotEquals(RowOperand.class, operand(arithmetic, 1, N));
    }
}
