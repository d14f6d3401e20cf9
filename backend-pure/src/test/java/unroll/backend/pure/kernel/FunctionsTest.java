package unroll.backend.pure.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The functions against StrictMath in double, over all magnitudes that a float can have. */
class FunctionsTest {
    /** A prime stride through the bit patterns of positive floats: about a million arguments. */
    private static final int STRIDE = 1999;
    private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    /** Neighbours on both sides of a place where a function goes over to something else. */
    private static final int AROUND = 2000;

    private interface Rounded {
        float of(float x);
    }

    private interface Exact {
        double of(double x);
    }

    /** The largest error so far, and where. */
    private static final class Worst {
        private double ulps;
        private float at;

        void compare(Rounded rounded, Exact exact, float x) {
            float found = rounded.of(x);
            double expected = exact.of(x);
            float nearest = (float) expected;
            double error = Math.abs(found - expected) / Math.ulp(nearest);
            if (Float.isInfinite(nearest)) {
                error = found == nearest ? 0 : Double.POSITIVE_INFINITY;
            }
            // also where it is not a number
            if (!(error <= ulps)) {
                ulps = error;
                at = x;
            }
        }
    }

    @Test
    void expIsWithinAboutOneUlp() {
        // the first edge but 0 is where the worst of all floats is, here and below
        expect(1.05, worst(Exp::of, StrictMath::exp, true, 0, -38.4155f, -87.33654f, -103.97208f, 88.72284f, -104, 89));
    }

    @Test
    void tanhIsWithinTwoUlp() {
        expect(2, worst(Tanh::of, StrictMath::tanh, true, 0, 0x1.09afc8p-1f, 0.1733f, 0.5493f, 8.1447f, 9.0109f, 9.5f));
    }

    @Test
    void sigmoidIsWithinTwoUlp() {
        expect(2, worst(Sigmoid::of, FunctionsTest::sigmoid, true, 0, -0x1.19955p0f, 16.6355f, 17.3287f, 87.33654f,
                88.72284f, 103.97208f, 104));
    }

    @Test
    void logIsWithinTwoUlp() {
        expect(2, worst(Log::of, StrictMath::log, false, 1, 0.70710677f, 1.4142135f, Float.MIN_NORMAL));
    }

    private static void expect(double ulps, Worst worst) {
        assertTrue(worst.ulps < ulps, () -> "at " + worst.at + " (bits "
                + Integer.toHexString(Float.floatToRawIntBits(worst.at)) + ") the error is " + worst.ulps
                + " ulp, expected less than " + ulps);
    }

    private static double sigmoid(double x) {
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    private static Worst worst(Rounded rounded, Exact exact, boolean negativeToo, float... edges) {
        Worst worst = new Worst();
        for (int bits = 0; bits < INFINITY_BITS - STRIDE; bits += STRIDE) {
            both(worst, rounded, exact, negativeToo, Float.intBitsToFloat(bits));
        }
        // where results change, densely
        for (int i = 1; i <= 110_000; i++) {
            both(worst, rounded, exact, negativeToo, i * 1e-3f);
        }
        for (float edge : edges) {
            int middle = Float.floatToRawIntBits(Math.abs(edge));
            for (int bits = Math.max(1, middle - AROUND); bits <= middle + AROUND; bits++) {
                both(worst, rounded, exact, negativeToo, Float.intBitsToFloat(bits));
            }
        }
        return worst;
    }

    private static void both(Worst worst, Rounded rounded, Exact exact, boolean negativeToo, float x) {
        worst.compare(rounded, exact, x);
        if (negativeToo) {
            worst.compare(rounded, exact, -x);
        }
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
