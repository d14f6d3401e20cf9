package unroll.backend.nd4j.call;

import unroll.backend.nd4j.memory.OffHeap;

/**
 * The hyperbolic tangent of arguments so small that a difference of exponentials has lost the last places of it: three
 * terms of the series x - x^3 / 3 + 2 x^5 / 15 - ... are exact to float32 there.
 */
final class TanhNearZero {
    private static final float BOUND = 1f / 16;
    private static final float THIRD = 1f / 3;
    private static final float TWO_FIFTEENTHS = 2f / 15;

    private TanhNearZero() {
    }

    /** Replaces the values of arguments nearer to zero than {@link #BOUND}. */
    static void correct(long arguments, long values, long count) {
        for (long i = 0; i < count; i++) {
            float x = OffHeap.get(arguments + i * Float.BYTES);
            if (Math.abs(x) < BOUND) {
                float square = x * x;
                OffHeap.set(values + i * Float.BYTES, x * (1 - square * (THIRD - TWO_FIFTEENTHS * square)));
            }
        }
    }
}
