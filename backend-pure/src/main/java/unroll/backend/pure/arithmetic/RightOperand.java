package unroll.backend.pure.arithmetic;

/**
 * The right operand B [k, n] of products, laid out as the kernels of one arithmetic want it. Filled by any number of threads,
 * each its own rows or parts, then used by any number; its storage goes back to the pool when closed.
 */
public interface RightOperand extends PackedOperand {
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
}
