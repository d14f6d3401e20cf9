package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Products of matrices. Element (i, k) of the left one lies i times one number and k times another from its first, so
 * that a transpose is an exchange of both numbers; and so for the right one.
 *
 * <p>at: 0 rows m, 1 columns n, 2 inner k, 3 left, 4 its step of i, 5 its step of k, 6 right, 7 its step of k, 8 its step
 * of j, 9 result, 10 its step of i, 11 where the bias lies that is added to each row, or -1, 12 1 to add to what is
 * there.
 *
 * <p>In tiles, k may be cut into chunks with a result each: 13 tiles one below another, 14 k of a chunk, 15 from one
 * result to the next.
 */
public final class Product {
    /** Rows and columns of the part of the result that a group computes. */
    public static final int TILE = 64;
    /** Items of a group in each dimension: each computes four by four elements. */
    public static final int GROUP = 16;
    /** Rows of a low tile, which is as wide. */
    public static final int LOW = 16;
    private static final int LOW_DEPTH = 32;
    private static final int DEPTH = 16;
    private static final int PART = TILE * DEPTH;
    private static final int ITEMS = GROUP * GROUP;

    private Product() {
    }

    /** An item for each element. */
    public static void plain(KernelContext context, FloatArray heap, IntArray at) {
        int element = context.globalIdx;
        int n = at.get(1);
        if (element < at.get(0) * n) {
            int i = element / n;
            int j = element - i * n;
            int left = at.get(3) + i * at.get(4);
            int right = at.get(6) + j * at.get(8);
            float sum = 0;
            for (int k = 0; k < at.get(2); k++) {
                sum += heap.get(left) * heap.get(right);
                left += at.get(5);
                right += at.get(7);
            }
            put(heap, at, at.get(9), i, j, sum);
        }
    }

    private static void put(FloatArray heap, IntArray at, int result, int i, int j, float sum) {
        if (i < at.get(0) && j < at.get(1)) {
            float value = sum;
            int to = result + i * at.get(10) + j;
            if (at.get(11) >= 0) {
                value += heap.get(at.get(11) + j);
            }
            if (at.get(12) == 1) {
                value += heap.get(to);
            }
            heap.set(to, value);
        }
    }

    /**
     * A group for each tile of the result. Both factors are brought to local memory in parts, whichever of their
     * dimensions lies together being read by items that lie together.
     */
    public static void tiled(KernelContext context, FloatArray heap, IntArray at) {
        float[] left = context.allocateFloatLocalArray(PART);
        float[] right = context.allocateFloatLocalArray(PART);
        int m = at.get(0);
        int n = at.get(1);
        int chunk = context.groupIdy / at.get(13);
        int begin = chunk * at.get(14);
        int depth = Math.min(at.get(2), begin + at.get(14));
        int x = context.localIdx;
        int y = context.localIdy;
        int item = y * GROUP + x;
        int firstRow = (context.groupIdy - chunk * at.get(13)) * TILE;
        int firstColumn = context.groupIdx * TILE;
        float c00 = 0;
        float c01 = 0;
        float c02 = 0;
        float c03 = 0;
        float c10 = 0;
        float c11 = 0;
        float c12 = 0;
        float c13 = 0;
        float c20 = 0;
        float c21 = 0;
        float c22 = 0;
        float c23 = 0;
        float c30 = 0;
        float c31 = 0;
        float c32 = 0;
        float c33 = 0;
        for (int first = begin; first < depth; first += DEPTH) {
            for (int place = item; place < PART; place += ITEMS) {
                int i = at.get(5) == 1 ? place / DEPTH : place % TILE;
                int k = at.get(5) == 1 ? place % DEPTH : place / TILE;
                float value = 0;
                if (firstRow + i < m && first + k < depth) {
                    value = heap.get(at.get(3) + (firstRow + i) * at.get(4) + (first + k) * at.get(5));
                }
                left[k * TILE + i] = value;
            }
            for (int place = item; place < PART; place += ITEMS) {
                int j = at.get(7) == 1 ? place / DEPTH : place % TILE;
                int k = at.get(7) == 1 ? place % DEPTH : place / TILE;
                float value = 0;
                if (firstColumn + j < n && first + k < depth) {
                    value = heap.get(at.get(6) + (firstColumn + j) * at.get(8) + (first + k) * at.get(7));
                }
                right[k * TILE + j] = value;
            }
            context.localBarrier();
            for (int k = 0; k < DEPTH; k++) {
                int row = k * TILE + y;
                int column = k * TILE + x;
                float a0 = left[row];
                float a1 = left[row + GROUP];
                float a2 = left[row + 2 * GROUP];
                float a3 = left[row + 3 * GROUP];
                float b0 = right[column];
                float b1 = right[column + GROUP];
                float b2 = right[column + 2 * GROUP];
                float b3 = right[column + 3 * GROUP];
                c00 += a0 * b0;
                c01 += a0 * b1;
                c02 += a0 * b2;
                c03 += a0 * b3;
                c10 += a1 * b0;
                c11 += a1 * b1;
                c12 += a1 * b2;
                c13 += a1 * b3;
                c20 += a2 * b0;
                c21 += a2 * b1;
                c22 += a2 * b2;
                c23 += a2 * b3;
                c30 += a3 * b0;
                c31 += a3 * b1;
                c32 += a3 * b2;
                c33 += a3 * b3;
            }
            context.localBarrier();
        }
        int result = at.get(9) + chunk * at.get(15);
        int i = firstRow + y;
        int j = firstColumn + x;
        put(heap, at, result, i, j, c00);
        put(heap, at, result, i, j + GROUP, c01);
        put(heap, at, result, i, j + 2 * GROUP, c02);
        put(heap, at, result, i, j + 3 * GROUP, c03);
        put(heap, at, result, i + GROUP, j, c10);
        put(heap, at, result, i + GROUP, j + GROUP, c11);
        put(heap, at, result, i + GROUP, j + 2 * GROUP, c12);
        put(heap, at, result, i + GROUP, j + 3 * GROUP, c13);
        put(heap, at, result, i + 2 * GROUP, j, c20);
        put(heap, at, result, i + 2 * GROUP, j + GROUP, c21);
        put(heap, at, result, i + 2 * GROUP, j + 2 * GROUP, c22);
        put(heap, at, result, i + 2 * GROUP, j + 3 * GROUP, c23);
        put(heap, at, result, i + 3 * GROUP, j, c30);
        put(heap, at, result, i + 3 * GROUP, j + GROUP, c31);
        put(heap, at, result, i + 3 * GROUP, j + 2 * GROUP, c32);
        put(heap, at, result, i + 3 * GROUP, j + 3 * GROUP, c33);
    }

    /**
     * The same with tiles of as many columns and few rows, of which each item computes four in one column: for a product
     * of fewer rows, the other tiles are mostly empty.
     */
    public static void low(KernelContext context, FloatArray heap, IntArray at) {
        float[] left = context.allocateFloatLocalArray(LOW * LOW_DEPTH);
        float[] right = context.allocateFloatLocalArray(TILE * LOW_DEPTH);
        int m = at.get(0);
        int n = at.get(1);
        int chunk = context.groupIdy / at.get(13);
        int begin = chunk * at.get(14);
        int depth = Math.min(at.get(2), begin + at.get(14));
        int item = context.localIdy * GROUP + context.localIdx;
        int x = item % TILE;
        int y = item / TILE;
        int firstRow = (context.groupIdy - chunk * at.get(13)) * LOW;
        int firstColumn = context.groupIdx * TILE;
        float c0 = 0;
        float c1 = 0;
        float c2 = 0;
        float c3 = 0;
        for (int first = begin; first < depth; first += LOW_DEPTH) {
            for (int place = item; place < LOW * LOW_DEPTH; place += ITEMS) {
                int i = at.get(5) == 1 ? place / LOW_DEPTH : place % LOW;
                int k = at.get(5) == 1 ? place % LOW_DEPTH : place / LOW;
                float value = 0;
                if (firstRow + i < m && first + k < depth) {
                    value = heap.get(at.get(3) + (firstRow + i) * at.get(4) + (first + k) * at.get(5));
                }
                left[k * LOW + i] = value;
            }
            for (int place = item; place < TILE * LOW_DEPTH; place += ITEMS) {
                int j = at.get(7) == 1 ? place / LOW_DEPTH : place % TILE;
                int k = at.get(7) == 1 ? place % LOW_DEPTH : place / TILE;
                float value = 0;
                if (firstColumn + j < n && first + k < depth) {
                    value = heap.get(at.get(6) + (firstColumn + j) * at.get(8) + (first + k) * at.get(7));
                }
                right[k * TILE + j] = value;
            }
            context.localBarrier();
            for (int k = 0; k < LOW_DEPTH; k++) {
                int row = k * LOW + y;
                float b = right[k * TILE + x];
                c0 += left[row] * b;
                c1 += left[row + 4] * b;
                c2 += left[row + 8] * b;
                c3 += left[row + 12] * b;
            }
            context.localBarrier();
        }
        int result = at.get(9) + chunk * at.get(15);
        int i = firstRow + y;
        int j = firstColumn + x;
        put(heap, at, result, i, j, c0);
        put(heap, at, result, i + 4, j, c1);
        put(heap, at, result, i + 8, j, c2);
        put(heap, at, result, i + 12, j, c3);
    }
}
