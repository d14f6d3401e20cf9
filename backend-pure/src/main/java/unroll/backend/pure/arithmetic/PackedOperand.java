package unroll.backend.pure.arithmetic;

/** A right operand B [k, n] of products that is filled. Used by any number of threads; closed when none uses it. */
public interface PackedOperand extends AutoCloseable {
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
