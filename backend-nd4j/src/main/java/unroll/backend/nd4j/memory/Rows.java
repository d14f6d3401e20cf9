package unroll.backend.nd4j.memory;

import unroll.api.tensor.Indices;

/** Rows of matrices outside the heap, as far as nothing is computed. */
public final class Rows {
    private static final long FLOAT = Float.BYTES;

    private Rows() {
    }

    /** Row {@code rows.at(i)} of a table as row i. */
    public static void gather(long table, Indices rows, int width, long to) {
        gather(table, width, 0, rows, width, to);
    }

    /** A part of row {@code rows.at(i)} of a table as row i: {@code width} elements from {@code column} on. */
    public static void gather(long table, int tableWidth, int column, Indices rows, int width, long to) {
        for (int i = 0; i < rows.length(); i++) {
            OffHeap.copy(table + ((long) rows.at(i) * tableWidth + column) * FLOAT, to + (long) i * width * FLOAT,
                    width);
        }
    }

    /**
     * The largest of some elements, NaN if one is. Compared here, because libnd4j's maximum loses NaN.
     *
     * @param count at least 1
     * @param stride from one element to the next
     */
    public static float largest(long from, int count, int stride) {
        float largest = OffHeap.get(from);
        for (int i = 1; i < count; i++) {
            largest = Math.max(largest, OffHeap.get(from + (long) i * stride * FLOAT));
        }
        return largest;
    }
}
