package unroll.backend.pure.kernel;

/**
 * 1 / (1 + e^-x) in float32, in operations that a vector has too. Error below 2 ulp, over all floats, also where the
 * result is subnormal.
 *
 * <p>With e^-x = 2^n (1 + m), 1 + e^-x is the sum of 1 + 2^n, which is exact up to n = 23, and 2^n m. All of it is
 * divided by a power of two of about half that size, and so is the numerator: nothing overflows.
 */
public final class Sigmoid {
    /** Beyond this and its opposite the result is 1 or 0. */
    public static final float LIMIT = 104;

    private Sigmoid() {
    }

    /** 0 to 1; NaN for NaN. */
    public static float of(float x) {
        float z = -Math.max(-LIMIT, Math.min(LIMIT, x));
        float t = Math.fma(z, Exp.LOG2_E, Exp.MAGIC);
        float m = Exp.minusOne(Exp.remainder(z, t - Exp.MAGIC));
        int n = Exp.exponent(t);
        int half = n >> 1;
        float scale = Exp.powerOfTwo(half);
        float one = Exp.powerOfTwo(half - n);
        float sum = scale + one;
        // what that sum has lost of the 1, where it is small beside 2^n
        float lost = one - (sum - scale);
        return one / (sum + Math.fma(scale, m, lost));
    }
}
