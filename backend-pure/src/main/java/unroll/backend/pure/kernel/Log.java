package unroll.backend.pure.kernel;

/**
 * The natural logarithm in float32, in operations that a vector has too. Error below 2 ulp.
 *
 * <p>x = 2^e (1 + f) with 1 + f between sqrt(1/2) and sqrt(2); the polynomial is that of logf in the Cephes library
 * (S. Moshier).
 */
public final class Log {
    /** The exponent is counted from here, so that it is 0 around 1. */
    public static final int SQRT_HALF_BITS = Float.floatToRawIntBits(0.70710677f);
    /** Makes subnormal numbers normal. */
    public static final float TO_NORMAL = 0x1p24f;

    /** Coefficients of the polynomial, C8 that of the highest power. */
    public static final float C8 = 0.070376836f;
    public static final float C7 = -0.1151461f;
    public static final float C6 = 0.116769984f;
    public static final float C5 = -0.12420141f;
    public static final float C4 = 0.14249323f;
    public static final float C3 = -0.16668057f;
    public static final float C2 = 0.20000714f;
    public static final float C1 = -0.24999994f;
    public static final float C0 = 0.3333333f;

    private Log() {
    }

    /** Minus infinity for 0, NaN for negative numbers and NaN, infinity for infinity. */
    public static float of(float x) {
        if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
            return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * TO_NORMAL : x);
        int e = (bits - SQRT_HALF_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (e << 23)) - 1;
        float exponent = subnormal ? e - 24 : e;
        float square = f * f;
        float tail = Math.fma(-exponent, Exp.MINUS_LN2_LOW, f * square * series(f));
        tail = Math.fma(-0.5f, square, tail);
        return Math.fma(-exponent, Exp.MINUS_LN2_HIGH, f + tail);
    }

    private static float series(float f) {
        float p = Math.fma(C8, f, C7);
        p = Math.fma(p, f, C6);
        p = Math.fma(p, f, C5);
        p = Math.fma(p, f, C4);
        p = Math.fma(p, f, C3);
        p = Math.fma(p, f, C2);
        p = Math.fma(p, f, C1);
        return Math.fma(p, f, C0);
    }
}
