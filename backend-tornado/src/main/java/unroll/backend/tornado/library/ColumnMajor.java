package unroll.backend.tornado.library;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A product of matrices in the heap as BLAS wants it: with columns that lie together, of which our rows are those of the
 * transpose, so that the transpose of the result is asked for, which is that of right times that of left.
 *
 * @param right where the first factor begins
 * @param transposeRight 1 where it lies as it is meant by us, and 0 where BLAS sees the transpose
 * @param stepRight from one of BLAS's columns of it to the next
 * @param left the same of the second factor
 * @param transposeLeft the same
 * @param stepLeft the same
 */
record ColumnMajor(int m, int n, int k, int right, int transposeRight, int stepRight, int left, int transposeLeft,
        int stepLeft, int result, int stepResult, boolean add) {
    /** The product that the kernels of products find in an array: {@link unroll.backend.tornado.kernel.Product}. */
    static ColumnMajor of(IntArray at) {
        int m = at.get(0);
        int n = at.get(1);
        int k = at.get(2);
        boolean rightInRows = at.get(8) == 1;
        boolean leftInRows = at.get(5) == 1;
        // a step that is never made may be any number here, but not less than a column for BLAS
        return new ColumnMajor(m, n, k, at.get(6), rightInRows ? 0 : 1,
                rightInRows ? Math.max(at.get(7), n) : Math.max(at.get(8), k), at.get(3), leftInRows ? 0 : 1,
                leftInRows ? Math.max(at.get(4), k) : Math.max(at.get(5), m), at.get(9), at.get(10), at.get(12) == 1);
    }
}
