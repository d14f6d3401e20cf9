package unroll.backend.pure.kernel;

/**
 * e to the x in float32, in operations that a vector has too, so that one lane gives these bits. Error at most 1.05 ulp,
 * over all floats.
 *
 * <p>x = n ln 2 + r with |r| at most ln 2 / 2, as in the Cephes library (S. Moshier); the polynomial for e^r is the
 * minimax one of degree 6, coefficients rounded one after another, which is off by 0.1 ulp.
 */
public final class Exp {
    /** Added and subtracted, it rounds to an integer, and leaves that integer in its low bits. */
    public static final float MAGIC = 0x1.8p23f;
    public static final float LOG2_E = 1.442695f;
    /** Has so few bits that its product with an exponent is exact. */
    public static final float MINUS_LN2_HIGH = -0x1.63p-1f;
    public static final float MINUS_LN2_LOW = 2.1219444e-4f;

    /** Here the result is already infinite. */
    public static final float HIGHEST = 89;
    /** Here the result is already zero. */
    public static final float LOWEST = -104;

    /** Coefficients of the polynomial, C5 that of the highest power. */
    public static final float C5 = 0.0013940652f;
    public static final float C4 = 0.008366406f;
    public static final float C3 = 0.041666403f;
    public static final float C2 = 0.16666545f;
    public static final float C1 = 0.5f;

    private Exp() {
    }

    /** Infinity above 88.72, subnormal numbers below -87.33, zero below -103.97, NaN for NaN. */
    public static float of(float x) {
        float clamped = Math.max(LOWEST, Math.min(HIGHEST, x));
        float t = Math.fma(clamped, LOG2_E, MAGIC);
        float r = remainder(clamped, t - MAGIC);
        int n = exponent(t);
        // in two factors, for the sake of subnormal results and of n = 128
        int half = n >> 1;
        float scale = powerOfTwo(half);
        return Math.fma(minusOne(r), scale, scale) * powerOfTwo(n - half);
    }

    /** The integer in the low bits of a sum with {@link #MAGIC}. */
    static int exponent(float t) {
        return Float.floatToRawIntBits(t) - Float.floatToRawIntBits(MAGIC);
    }

    /** x - n ln 2, ln 2 in two parts. */
    static float remainder(float x, float n) {
        return Math.fma(n, MINUS_LN2_LOW, Math.fma(n, MINUS_LN2_HIGH, x));
    }

    /** e^r - 1 for |r| at most ln 2 / 2. */
    static float minusOne(float r) {
        float q = Math.fma(C5, r, C4);
        q = Math.fma(q, r, C3);
        q = Math.fma(q, r, C2);
        q = Math.fma(q, r, C1);
        return Math.fma(r * r, q, r);
    }

    /** 2^n for n in -126 to 127. */
    static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }
}
