package unroll.backend.pure.kernel;

/**
 * The hyperbolic tangent in float32, in operations that a vector has too. Error below 2 ulp, over all floats.
 *
 * <p>With h = (e^(-2|x|) - 1) / 2, computed without cancellation, tanh |x| = -h / (1 + h). That is also -h + h (h / (1 +
 * h)), where the errors of the division come in only times h, at most a half. The form with e^(2x) itself is wrong near
 * 0.
 */
public final class Tanh {
    /** From here on the result is 1. */
    public static final float ONE_FROM = 9.5f;
    /** Not in two parts as for {@link Exp}: what that would mend is lost in the sum with 1. */
    public static final float MINUS_LN2 = -0.6931472f;

    private Tanh() {
    }

    /** Odd in x, signed zeros included; NaN for NaN. */
    public static float of(float x) {
        float z = -2 * Math.min(ONE_FROM, Math.abs(x));
        float t = Math.fma(z, Exp.LOG2_E, Exp.MAGIC);
        float m = Exp.minusOne(Math.fma(t - Exp.MAGIC, MINUS_LN2, z));
        float scale = Exp.powerOfTwo(Exp.exponent(t) - 1);
        float h = Math.fma(scale, m, scale - 0.5f);
        float w = h / Math.fma(scale, m, scale + 0.5f);
        return Math.copySign(Math.fma(h, w, -h), x);
    }
}
