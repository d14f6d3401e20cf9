package unroll.backend.pure.vector;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.backend.pure.arithmetic.PackedOperand;
import unroll.backend.pure.arithmetic.RightOperand;

/** Products in vectors against plain loops, bit by bit. */
@Tag("width")
class ProductTwinsTest {
    private static final int OFFSET = 3;
    private static final int MOST = 131;

    private final Twins twins = new Twins();

    @Test
    void everyWidthOfTheResult() {
        for (int n = 1; n < MOST; n++) {
            compare(1 + n % 9, 1 + n % 7, n);
        }
    }

    @Test
    void everyNumberOfRows() {
        for (int m = 1; m < MOST; m++) {
            compare(m, 1 + m % 5, 1 + (m * 37) % MOST);
        }
    }

    @Test
    void everyLengthOfTheSums() {
        for (int k = 0; k < MOST; k++) {
            compare(1 + k % 6, k, 1 + (k * 53) % MOST);
        }
    }

    @ParameterizedTest
    @CsvSource({"16, 96, 96", "114, 96, 28", "96, 113, 96", "64, 512, 512", "3, 1000, 257", "1, 2048, 33"})
    void sizesOfRealModels(int m, int k, int n) {
        compare(m, k, n);
    }

    private void compare(int m, int k, int n) {
        float[] a = Twins.draw(m, OFFSET + m * k);
        float[] b = Twins.draw(k, OFFSET + k * n);
        float[] before = new float[OFFSET + m * n + OFFSET];
        Arrays.fill(before, 7);
        int half = k / 2;
        String what = m + " x " + k + " x " + n;
        twins.same(before, what, (arithmetic, c) -> {
            try (RightOperand operand = arithmetic.operand(k, n)) {
                operand.putRows(b, OFFSET, 0, half);
                operand.putRows(b, OFFSET + half * n, half, k - half);
                operand.multiply(a, OFFSET, k, 1, c, OFFSET, 0, m);
            }
        });
        twins.same(before, what + " transposed", (arithmetic, c) -> {
            try (RightOperand operand = arithmetic.operand(k, n)) {
                int parts = operand.transposedParts();
                operand.putTransposed(b, OFFSET, parts / 2, parts);
                operand.putTransposed(b, OFFSET, 0, parts / 2);
                operand.multiply(a, OFFSET, 1, m, c, OFFSET, 0, m / 3);
                operand.multiply(a, OFFSET, 1, m, c, OFFSET, m / 3, m);
            }
        });
        for (int rows : new int[] {1, Math.max(2, m)}) {
            twins.same(before, what + " lasting, for " + rows, (arithmetic, c) -> {
                try (PackedOperand operand = arithmetic.lasting(b, OFFSET, k, n, rows)) {
                    operand.multiply(a, OFFSET, k, 1, c, OFFSET, 0, m / 3);
                    operand.multiply(a, OFFSET, k, 1, c, OFFSET, m / 3, m);
                }
            });
        }
    }
}
