package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels that move elements and compute nothing. */
public final class Copying {
    private Copying() {
    }

    /** Rows of a matrix to rows of another. at: count in all, width, from, its row length, to, its row length. */
    public static void rows(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int row = i / at.get(1);
            int column = i - row * at.get(1);
            heap.set(at.get(4) + row * at.get(5) + column, heap.get(at.get(2) + row * at.get(3) + column));
        }
    }

    /** Segments from the host. at: count in all, segments, then for each its first value's number and its place. */
    public static void in(KernelContext context, FloatArray heap, IntArray at, FloatArray values) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int begin = at.get(2);
            int to = at.get(3);
            for (int segment = 1; segment < at.get(1); segment++) {
                if (i >= at.get(2 + 2 * segment)) {
                    begin = at.get(2 + 2 * segment);
                    to = at.get(3 + 2 * segment);
                }
            }
            heap.set(to + i - begin, values.get(i));
        }
    }

    /** A vector as each row, or as each column. at: count in all, width, 1 for rows, vector, result. */
    public static void expand(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int row = i / at.get(1);
            int from = at.get(2) == 1 ? i - row * at.get(1) : row;
            heap.set(at.get(4) + i, heap.get(at.get(3) + from));
        }
    }

    /** Rows of a table. at: count in all, width, table, row numbers, how many they are, result. */
    public static void gather(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int width = at.get(1);
            int row = i / width;
            int from = WholeNumbers.get(heap, at.get(3), at.get(4), row);
            heap.set(at.get(5) + i, heap.get(at.get(2) + from * width + i - row * width));
        }
    }

    /** The transpose of a matrix. at: count in all, rows, columns, from, to. */
    public static void transpose(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int column = i / at.get(1);
            int row = i - column * at.get(1);
            heap.set(at.get(4) + i, heap.get(at.get(3) + row * at.get(2) + column));
        }
    }
}
