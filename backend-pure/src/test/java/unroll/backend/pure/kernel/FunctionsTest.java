package unroll.backend.pure.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The functions against StrictMath in double, over all magnitudes that a float can have. */
class FunctionsTest {
    /** A prime stride through the bit patterns of positive floats: about a million arguments. */
    private static final int STRIDE = 1999;
    private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private interface Rounded {
        float of(float x);
    }

    private interface Exact {
        double of(double x);
    }

    @Test
    void expIsWithinOneUlp() {
        sweep(Exp::of, StrictMath::exp, 1, true);
    }

    @Test
    void tanhIsWithinThreeUlp() {
        sweep(Tanh::of, StrictMath::tanh, 3, true);
    }

    @Test
    void sigmoidIsWithinThreeUlp() {
        sweep(Sigmoid::of, FunctionsTest::sigmoid, 3, true);
    }

    @Test
    void logIsWithinTwoUlp() {
        sweep(Log::of, StrictMath::log, 2, false);
    }

    private static double sigmoid(double x) {
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    private static void sweep(Rounded rounded, Exact exact, double ulps, boolean negativeToo) {
        for (int bits = 0; bits < INFINITY_BITS - STRIDE; bits += STRIDE) {
            compare(rounded, exact, ulps, Float.intBitsToFloat(bits));
            if (negativeToo) {
                compare(rounded, exact, ulps, -Float.intBitsToFloat(bits));
            }
        }
        // where results change, densely
        for (int i = -110_000; i <= 110_000; i++) {
            float x = i * 1e-3f;
            if (negativeToo || x > 0) {
                compare(rounded, exact, ulps, x);
            }
        }
    }

    private static void compare(Rounded rounded, Exact exact, double ulps, float x) {
        float found = rounded.of(x);
        double expected = exact.of(x);
        float nearest = (float) expected;
        boolean close = Float.isInfinite(nearest)
                ? found == nearest
                : Math.abs(found - expected) <= ulps * Math.ulp(nearest);
        assertTrue(close, () -> "at " + x + ": expected " + expected + ", found " + found);
    }

    @Test
    void specialValuesAreThoseOfMath() {
        float[] arguments = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
            Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE};
        for (float x : arguments) {
            assertEquals((float) Math.exp(x), Exp.of(x), "exp " + x);
            assertEquals((float) Math.tanh(x), Tanh.of(x), "tanh " + x);
            assertEquals((float) sigmoid(x), Sigmoid.of(x), "sigmoid " + x);
            assertEquals((float) Math.log(x), Log.of(x), 1e-5f, "log " + x);
        }
        assertEquals(Float.NaN, Log.of(-1f));
    }

    @Test
    void expOverflowsAndUnderflowsWhereItShould() {
        assertEquals(Float.POSITIVE_INFINITY, Exp.of(88.723f));
        assertTrue(Exp.of(88.722f) < Float.POSITIVE_INFINITY);
        assertEquals(0f, Exp.of(-104f));
        assertEquals(Float.MIN_VALUE, Exp.of(-103.9f));
    }
}
