package unroll.backend.nd4j.storage;

/**
 * Lengths of pooled storage in floats: four to each power of two, so that batches of slightly different size share
 * storage and at most a fifth of it lies idle.
 */
final class SizeClass {
    /** How many classes there are: those of up to 2^31 elements. */
    static final int COUNT = 128;

    private static final long SMALLEST = 64;

    private SizeClass() {
    }

    /** The length of the storage that serves a size. */
    static long length(long size) {
        if (size <= SMALLEST) {
            return SMALLEST;
        }
        long step = 1L << shift(size);
        return (size + step - 1) / step * step;
    }

    /** The class of a length that {@link #length} gave. */
    static int of(long length) {
        int shift = shift(length);
        return 4 * shift + (int) (((length - 1) >>> shift) & 3);
    }

    /** Two bits fewer than the size has: a quarter of its power of two. */
    private static int shift(long size) {
        return Long.SIZE - 3 - Long.numberOfLeadingZeros(size - 1);
    }
}
