package unroll.backend.pure.kernel;

/**
 * 1 / (1 + e^-x) in float32, in operations that a vector has too. Error below 3 ulp, also where the result is subnormal:
 * for negative x it is e^x / (1 + e^x), which cannot overflow.
 */
public final class Sigmoid {
    private Sigmoid() {
    }

    /** 0 to 1; NaN for NaN. */
    public static float of(float x) {
        float e = Exp.of(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }
}
