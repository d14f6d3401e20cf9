package unroll.api.random;

/**
 * Random numbers addressed by position instead of drawn in turn: element {@code i} of (seed, stream, step, layer) is
 * always the same number, whoever asks, in whatever order, on whatever device. Nothing has to be stored to resume.
 *
 * <p>Specification, on {@link Philox} with key (low word of the seed, high word of the seed) and counter
 * (block, step, layer, {@link RandomStream#number()}):
 * <ul>
 * <li>{@link #bits(int) bits(i)} is word {@code i mod 4} of block {@code i div 4};
 * <li>{@link #uniform(int) uniform(i)} is the top 24 bits of {@code bits(i)} over 2^24, exact in float32, in [0, 1);
 * <li>{@link #uniformDouble(int) uniformDouble(i)} takes 64 bits, words 0 and 1 (even {@code i}) or 2 and 3 (odd) of
 * block {@code i div 2}, the earlier word low, and is their top 53 bits over 2^53, in [0, 1);
 * <li>{@link #normal(int) normal(i)} is Box and Muller's cosine form on {@code u = uniformDouble(2i)},
 * {@code v = uniformDouble(2i + 1)}: sqrt(-2 ln(1 - u)) cos(2 pi v), in {@link StrictMath}, so that it has the same
 * bits on every machine;
 * <li>{@link #below(int, int) below(n, i)} is the high 64 bits of (the 64 bits of {@code uniformDouble(i)}) times n;
 * its bias is under n / 2^64.
 * </ul>
 * Immutable and safe to share.
 */
public final class CounterRandom {
    private final int key0;
    private final int key1;
    private final int step;
    private final int layer;
    private final int stream;

    /**
     * Addresses one sequence.
     *
     * @param seed the user's seed, any value
     * @param stream what the numbers are for
     * @param step the step within the stream; what that is, the stream says
     * @param layer the layer within the step; what that is, the stream says
     */
    public CounterRandom(long seed, RandomStream stream, int step, int layer) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.step = step;
        this.layer = layer;
        this.stream = stream.number();
    }

    /** Thirty-two random bits. */
    public int bits(int element) {
        long pair = Philox.words(key0, key1, element >>> 2, step, layer, stream, (element & 2) != 0);
        return (int) ((element & 1) == 0 ? pair : pair >>> 32);
    }

    /** A number in [0, 1) with 24 random bits. */
    public float uniform(int element) {
        return (bits(element) >>> 8) * 0x1p-24f;
    }

    /** A number in [0, 1) with 53 random bits. */
    public double uniformDouble(int element) {
        return (bits64(element) >>> 11) * 0x1p-53;
    }

    /** A number of the standard normal distribution. */
    public double normal(int element) {
        double u = uniformDouble(2 * element);
        double v = uniformDouble(2 * element + 1);
        return StrictMath.sqrt(-2 * StrictMath.log(1 - u)) * StrictMath.cos(2 * StrictMath.PI * v);
    }

    /**
     * A whole number in [0, bound).
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int below(int bound, int element) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, found " + bound);
        }
        return (int) Math.unsignedMultiplyHigh(bits64(element), bound);
    }

    private long bits64(int element) {
        return Philox.words(key0, key1, element >>> 1, step, layer, stream, (element & 1) != 0);
    }
}
