package unroll.backend.pure.storage;

import unroll.api.error.ResourceException;

/**
 * Lengths of pooled arrays: four to each power of two, so that batches of slightly different size share storage and at
 * most a fifth of it lies idle.
 */
final class SizeClass {
    /** How many classes there are. */
    static final int COUNT = 128;

    private static final int SMALLEST = 64;
    /** Arrays of the last few lengths below 2^31 cannot be made on the usual virtual machines. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private SizeClass() {
    }

    /** The length of the arrays that serve a size. */
    static int length(int size) {
        if (size > LARGEST) {
            throw new ResourceException("a tensor of " + size + " elements is too large: at most " + LARGEST
                    + " fit an array; use a smaller batch or model");
        }
        if (size <= SMALLEST) {
            return SMALLEST;
        }
        long step = 1L << shift(size);
        return (int) Math.min(LARGEST, (size + step - 1) / step * step);
    }

    /** The class of a length that {@link #length} gave. */
    static int of(int length) {
        int shift = shift(length);
        return 4 * shift + (((length - 1) >>> shift) & 3);
    }

    /** Two bits fewer than the size has: a quarter of its power of two. */
    private static int shift(int size) {
        return 29 - Integer.numberOfLeadingZeros(size - 1);
    }
}
