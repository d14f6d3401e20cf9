package unroll.backend.pure.kernel;

/**
 * The hyperbolic tangent in float32, in operations that a vector has too. Error below 3 ulp.
 *
 * <p>With m = e^(-2|x|) - 1, computed without cancellation, tanh |x| = -m / (m + 2). The form with e^(2x) itself is wrong
 * near 0.
 */
public final class Tanh {
    /** From here on the result is 1. */
    public static final float ONE_FROM = 9.5f;

    private Tanh() {
    }

    /** Odd in x, signed zeros included; NaN for NaN. */
    public static float of(float x) {
        float z = -2 * Math.min(ONE_FROM, Math.abs(x));
        float t = Math.fma(z, Exp.LOG2_E, Exp.MAGIC);
        float scale = Exp.powerOfTwo(Exp.exponent(t));
        float m = Math.fma(scale, Exp.minusOne(Exp.remainder(z, t - Exp.MAGIC)), scale - 1);
        return Math.copySign(m / (m + 2), x);
    }
}
