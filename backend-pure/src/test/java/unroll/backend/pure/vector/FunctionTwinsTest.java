package unroll.backend.pure.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.api.support.UnaryOp;

/** Functions in vectors against plain loops, bit by bit, over all magnitudes that a float can have. */
@Tag("width")
class FunctionTwinsTest {
    /** A prime stride through all bit patterns, NaNs among them. */
    private static final int STRIDE = 4099;
    private static final float[] SPECIAL = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE};
    private static final float[] EDGES = {9.0109f, 9.5f, 16.6355f, 87.33654f, 88.02969f, 88.72284f, 89, 103.97208f,
        104};

    private final Twins twins = new Twins();

    @ParameterizedTest
    @EnumSource
    void everyMagnitude(UnaryOp op) {
        int n = (int) ((1L << Integer.SIZE) / STRIDE);
        float[] a = new float[n];
        for (int i = 0; i < n; i++) {
            a[i] = Float.intBitsToFloat(i * STRIDE);
        }
        twins.same(new float[n], op + " of every float whose bits are a multiple of " + STRIDE,
                (x, c) -> x.unary(op, a, 0, c, 0, n));
    }

    /** Ten thousand neighbours of every place where a function goes over to something else. */
    @ParameterizedTest
    @EnumSource
    void edges(UnaryOp op) {
        int each = 10_000;
        float[] a = new float[SPECIAL.length + 2 * each * EDGES.length];
        System.arraycopy(SPECIAL, 0, a, 0, SPECIAL.length);
        int at = SPECIAL.length;
        for (float edge : EDGES) {
            int first = Float.floatToRawIntBits(edge) - each / 2;
            for (int i = 0; i < each; i++) {
                a[at] = Float.intBitsToFloat(first + i);
                a[at + 1] = -a[at];
                at += 2;
            }
        }
        twins.same(new float[a.length], op + " around its edges", (x, c) -> x.unary(op, a, 0, c, 0, a.length));
    }
}
