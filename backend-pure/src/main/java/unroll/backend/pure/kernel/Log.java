package unroll.backend.pure.kernel;

/**
 * The natural logarithm in float32, in operations that a vector has too. Error below 2 ulp.
 *
 * <p>x = 2^e (1 + f) with 1 + f between sqrt(1/2) and sqrt(2); the polynomial is that of logf in the Cephes library
 * (S. Moshier).
 */
public final class Log {
    private static final int SQRT_HALF_BITS = Float.floatToRawIntBits(0.70710677f);
    private static final float TO_NORMAL = 0x1p24f;

    private Log() {
    }

    /** Minus infinity for 0, NaN for negative numbers and NaN, infinity for infinity. */
    public static float of(float x) {
        if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
            return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * TO_NORMAL : x);
        // counted from sqrt(1/2), so that the exponent is 0 around 1
        int e = (bits - SQRT_HALF_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (e << 23)) - 1;
        float exponent = subnormal ? e - 24 : e;
        float square = f * f;
        float tail = Math.fma(-exponent, Exp.MINUS_LN2_LOW, f * square * series(f));
        tail = Math.fma(-0.5f, square, tail);
        return Math.fma(-exponent, Exp.MINUS_LN2_HIGH, f + tail);
    }

    private static float series(float f) {
        float p = Math.fma(0.070376836f, f, -0.1151461f);
        p = Math.fma(p, f, 0.116769984f);
        p = Math.fma(p, f, -0.12420141f);
        p = Math.fma(p, f, 0.14249323f);
        p = Math.fma(p, f, -0.16668057f);
        p = Math.fma(p, f, 0.20000714f);
        p = Math.fma(p, f, -0.24999994f);
        return Math.fma(p, f, 0.3333333f);
    }
}
