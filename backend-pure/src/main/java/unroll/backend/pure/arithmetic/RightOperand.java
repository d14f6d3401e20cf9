package unroll.backend.pure.arithmetic;

/**
 * The right operand B [k, n] of products, laid out as the kernels of one arithmetic want it. Filled by any number of threads,
 * each its own rows or parts, then used by any number; its storage goes back to the pool when closed.
 */
public interface RightOperand extends AutoCloseable {
    /**
     * Copies rows of a matrix of n columns to the rows from {@code first} on.
     *
     * @param offset the first element of the first row
     */
    void putRows(float[] b, int offset, int first, int count);

    /** Into how many parts the work of {@link #putTransposed} can be cut. */
    int transposedParts();

    /**
     * Copies the transpose of a matrix [n, k].
     *
     * @param from the first of the parts to copy now
     * @param to one more than the last
     */
    void putTransposed(float[] b, int offset, int from, int to);

    /**
     * Rows {@code from} to {@code to} of C = A B: each element the sum over k in sequence, from 0, by fused
     * multiply-add.
     *
     * @param a element (i, p) lies at {@code aOffset + i * rowStride + p * columnStride}
     * @param c row i lies at {@code cOffset + i * n}
     */
    void multiply(float[] a, int aOffset, int rowStride, int columnStride, float[] c, int cOffset, int from, int to);

    /** Gives the storage back. */
    @Override
    void close();
}
