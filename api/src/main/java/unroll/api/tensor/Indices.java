package unroll.api.tensor;

import unroll.api.error.TensorException;

/**
 * Row numbers or class numbers on the host, each in [0, bound), checked once when this is made, so that no backend has
 * to check them again and none can be crashed by them.
 *
 * <p>An operation that returns before its work is done reads its indices before it returns. The same object comes in a
 * forward and a backward pass, so a scope may keep what it has uploaded by identity.
 */
public final class Indices {
    private final int[] values;
    private final int length;
    private final int bound;

    private Indices(int[] values, int length, int bound) {
        this.values = values;
        this.length = length;
        this.bound = bound;
        for (int i = 0; i < length; i++) {
            if (values[i] < 0 || values[i] >= bound) {
                throw new TensorException(
                        "index " + values[i] + " at position " + i + " is out of range: expected 0 to "
                                + (bound - 1));
            }
        }
    }

    /**
     * Indices of their own, copied.
     *
     * @param bound one more than the largest index allowed
     * @throws TensorException if an index is negative or not below the bound
     */
    public static Indices of(int bound, int... values) {
        return new Indices(values.clone(), values.length, bound);
    }

    /**
     * Indices over an array of the caller, who leaves its first {@code length} elements alone for as long as these
     * indices are in use. For training, where a step must allocate no arrays.
     *
     * @throws TensorException if an index is negative or not below the bound
     */
    public static Indices wrap(int[] values, int length, int bound) {
        if (length < 0 || length > values.length) {
            throw new TensorException("length " + length + " of an array of " + values.length + " indices");
        }
        return new Indices(values, length, bound);
    }

    /** How many there are. */
    public int length() {
        return length;
    }

    /** One more than the largest index allowed. */
    public int bound() {
        return bound;
    }

    /** One index. */
    public int at(int position) {
        if (position < 0 || position >= length) {
            throw new TensorException("position " + position + " of " + length + " indices");
        }
        return values[position];
    }

    /** Copies all of them to {@code destination} from {@code offset} on. */
    public void copyTo(int[] destination, int offset) {
        System.arraycopy(values, 0, destination, offset, length);
    }

    /** All of them, in a new array. */
    public int[] toArray() {
        return java.util.Arrays.copyOf(values, length);
    }
}
