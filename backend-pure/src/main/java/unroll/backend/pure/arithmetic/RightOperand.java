package unroll.backend.pure.arithmetic;

/**
 * The right operand B [k, n] of products, laid out as the kernels of one arithmetic want it. Filled by one thread, then
 * used by any number; its storage goes back to the pool when closed.
 */
public interface RightOperand extends PackedOperand {
    /**
     * Copies rows of a matrix of n columns to the rows from {@code first} on.
     *
     * @param offset the first element of the first row
     */
    void putRows(float[] b, int offset, int first, int count);

    /** Copies the transpose of a matrix [n, k]. */
    void putTransposed(float[] b, int offset);
}
