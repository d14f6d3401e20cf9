package unroll.core.data;

import org.apache.commons.rng.core.source32.MersenneTwister;

/**
 * Draws what Python 3's {@code random} draws after {@code random.seed(int)}, so that a split made here is the split of a
 * notebook. MT19937 seeded by init_by_array with the 32-bit words of the seed's magnitude, lowest first (Matsumoto and
 * Nishimura, 1998; CPython's {@code _randommodule.c} and {@code random.py}). Not for anything else: what training draws
 * comes from the counter-based generator of {@code unroll.api.random}.
 */
public final class PythonRandom {
    private final MersenneTwister generator;

    /** As {@code random.seed(seed)}; like Python, it gives a number and its negative the same draws. */
    public PythonRandom(long seed) {
        // The magnitude of the smallest long does not fit a long, but its bits are right as an unsigned number.
        long magnitude = Math.abs(seed);
        int low = (int) magnitude;
        int high = (int) (magnitude >>> Integer.SIZE);
        this.generator = new MersenneTwister(high == 0 ? new int[] {low} : new int[] {low, high});
    }

    /**
     * A number from 0 up to and without n, all equally likely: {@code random._randbelow(n)}, which is what
     * {@code random.randrange(n)} draws.
     *
     * @throws IllegalArgumentException if n is less than 1
     */
    public int below(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("a draw below n needs n of at least 1, found " + n);
        }
        // As many bits as n itself has, not n - 1: Python draws so, and a power of two costs it more tries.
        int unused = Integer.numberOfLeadingZeros(n);
        int draw = generator.next() >>> unused;
        while (draw >= n) {
            draw = generator.next() >>> unused;
        }
        return draw;
    }

    /**
     * The numbers from 0 up to and without n in the order of {@code random.shuffle(list(range(n)))}: each place from the
     * last swaps with one before it.
     */
    public int[] order(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = below(i + 1);
            int number = order[i];
            order[i] = order[j];
            order[j] = number;
        }
        return order;
    }
}
