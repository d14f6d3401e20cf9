package unroll.backend.pure.kernel;

/**
 * What dropout multiplies by, drawn four at a time: a block of Philox (see {@link unroll.api.random.Philox}) has four
 * words, and {@link unroll.api.random.CounterRandom} makes an element of each. Both hold for the bits.
 */
public final class DropoutFactors {
    /** Elements drawn at a time. */
    public static final int BLOCK = 4;

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW = 0xFFFFFFFFL;

    private DropoutFactors() {
    }

    /**
     * Blocks {@code from} to {@code to}, the last of which may stick out behind the {@code size} elements.
     *
     * @param seed key of the generator
     * @param step second word of its counter
     * @param layer third word of its counter
     * @param stream fourth word of its counter
     * @param rate an element whose uniform number is below this gets 0
     * @param scale what the others get
     */
    public static void draw(long seed, int step, int layer, int stream, double rate, float scale, float[] factors,
            int size, int from, int to) {
        // uniform numbers are the top 24 bits over 2^24
        int below = (int) Math.ceil(rate * 0x1p24);
        for (int block = from; block < to; block++) {
            int k0 = (int) seed;
            int k1 = (int) (seed >>> 32);
            int x0 = block;
            int x1 = step;
            int x2 = layer;
            int x3 = stream;
            for (int round = 0; round < ROUNDS; round++) {
                long p0 = MULTIPLIER_0 * (x0 & LOW);
                long p1 = MULTIPLIER_1 * (x2 & LOW);
                x0 = (int) (p1 >>> 32) ^ x1 ^ k0;
                x2 = (int) (p0 >>> 32) ^ x3 ^ k1;
                x1 = (int) p1;
                x3 = (int) p0;
                k0 += WEYL_0;
                k1 += WEYL_1;
            }
            int at = block * BLOCK;
            factors[at] = x0 >>> 8 < below ? 0 : scale;
            if (at + BLOCK <= size) {
                factors[at + 1] = x1 >>> 8 < below ? 0 : scale;
                factors[at + 2] = x2 >>> 8 < below ? 0 : scale;
                factors[at + 3] = x3 >>> 8 < below ? 0 : scale;
            } else {
                rest(factors, at, size, below, scale, x1, x2);
            }
        }
    }

    private static void rest(float[] factors, int at, int size, int below, float scale, int x1, int x2) {
        if (at + 1 < size) {
            factors[at + 1] = x1 >>> 8 < below ? 0 : scale;
        }
        if (at + 2 < size) {
            factors[at + 2] = x2 >>> 8 < below ? 0 : scale;
        }
    }
}
