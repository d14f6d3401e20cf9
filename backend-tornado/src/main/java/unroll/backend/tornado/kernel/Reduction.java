package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Sums, each in one order whatever the device, and maxima. */
public final class Reduction {
    /** Items of a group. */
    public static final int GROUP = 64;

    private Reduction() {
    }

    /**
     * A sum for each group: of every so many elements from the group's first on, a part for each item. at: count, groups,
     * from, to.
     */
    public static void sum(KernelContext context, FloatArray heap, IntArray at) {
        float[] parts = context.allocateFloatLocalArray(GROUP);
        int item = context.localIdx;
        int group = context.groupIdx;
        int count = at.get(0);
        int stride = at.get(1) * GROUP;
        float sum = 0;
        for (int i = group * GROUP + item; i < count; i += stride) {
            sum += heap.get(at.get(2) + i);
        }
        parts[item] = sum;
        for (int half = GROUP / 2; half > 0; half = half / 2) {
            context.localBarrier();
            if (item < half) {
                parts[item] = parts[item] + parts[item + half];
            }
        }
        if (item == 0) {
            heap.set(at.get(3) + group, parts[0]);
        }
    }

    /**
     * Sums over the rows of a matrix, for each column of each so many rows. at: sums in all, rows, columns, rows of a
     * sum, from, to, 1 to add to what is there.
     */
    public static void sumOfRows(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int columns = at.get(2);
            int chunk = i / columns;
            int first = chunk * at.get(3);
            int end = Math.min(at.get(1), first + at.get(3));
            int column = at.get(4) + i - chunk * columns;
            float sum = 0;
            for (int row = first; row < end; row++) {
                sum += heap.get(column + row * columns);
            }
            int to = at.get(5) + i;
            if (at.get(6) == 1) {
                sum += heap.get(to);
            }
            heap.set(to, sum);
        }
    }

    /** The sum of each row. at: rows, columns, from, to. */
    public static void sumOfEachRow(KernelContext context, FloatArray heap, IntArray at) {
        int row = context.globalIdx;
        if (row < at.get(0)) {
            int from = at.get(2) + row * at.get(1);
            float sum = 0;
            for (int j = 0; j < at.get(1); j++) {
                sum += heap.get(from + j);
            }
            heap.set(at.get(3) + row, sum);
        }
    }

    /** The largest of each, NaN if one is. at: results, how many in each, from one to the next of each, from each to the
     * next, from, to. */
    public static void largest(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int from = at.get(4) + i * at.get(3);
            float largest = heap.get(from);
            for (int j = 1; j < at.get(1); j++) {
                float x = heap.get(from + j * at.get(2));
                if (x > largest || Float.isNaN(x)) {
                    largest = x;
                }
            }
            heap.set(at.get(5) + i, largest);
        }
    }

    /**
     * A table of sums of rows. at: elements in all, width, from, places in their order, how many they are, where those
     * of each row begin (one number more than rows), how many they are, to, 1 to add to what is there.
     */
    public static void scatter(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int width = at.get(1);
            int row = i / width;
            int column = at.get(2) + i - row * width;
            int end = WholeNumbers.get(heap, at.get(5), at.get(6), row + 1);
            float sum = at.get(8) == 1 ? heap.get(at.get(7) + i) : 0;
            for (int j = WholeNumbers.get(heap, at.get(5), at.get(6), row); j < end; j++) {
                sum += heap.get(column + WholeNumbers.get(heap, at.get(3), at.get(4), j) * width);
            }
            heap.set(at.get(7) + i, sum);
        }
    }
}
