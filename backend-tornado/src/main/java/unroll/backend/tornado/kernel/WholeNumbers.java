package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * Whole numbers in the heap, as two floats each, as one holds them only up to 2^24: first the lower digits of all, then
 * the upper.
 */
public final class WholeNumbers {
    /** What the upper digits are multiplied by. */
    public static final int BASE = 1 << 16;

    private WholeNumbers() {
    }

    /** How many floats hold so many numbers. */
    public static int floats(int count) {
        return 2 * count;
    }

    /** One of {@code count} numbers, each at least 0. */
    static int get(FloatArray heap, int from, int count, int index) {
        return (int) heap.get(from + index) + BASE * (int) heap.get(from + count + index);
    }
}
