package unroll.backend.pure.arithmetic;

import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Indices;

/**
 * The kernels that exist twice, in plain loops and in vectors. Both give the same bits for the same arguments, so that
 * it may change from call to call which of them computes. What is not here is copying, or never takes long.
 */
public interface Arithmetic {
    /** Room for the right operand of products; the caller fills and closes it. */
    RightOperand operand(int k, int n);

    /**
     * The transpose of a matrix [n, k], packed for products of so many rows each, of which there will be very many; the
     * caller closes it. {@link LastingOperand} keeps it.
     */
    PackedOperand lasting(float[] b, int offset, int k, int n, int rows);

    /** What computes, after so many more multiply-adds by lasting operands. */
    default Arithmetic afterLasting(long multiplyAdds) {
        return this;
    }

    /** c = op(a), n elements. */
    void unary(UnaryOp op, float[] a, int from, float[] c, int to, int n);

    /** c = a op b, n elements. */
    void binary(BinaryOp op, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n);

    /** c = scale a + shift, in two roundings. */
    void affine(float[] a, int aOffset, float scale, float shift, float[] c, int cOffset, int n);

    /** c = c + factor a, in two roundings. */
    void addScaled(float[] c, int cOffset, float factor, float[] a, int aOffset, int n);

    /** The sum of n elements, in the order of {@link unroll.backend.pure.kernel.Sums}. */
    float sum(float[] a, int offset, int n);

    /** The sum of m rows of n elements: for each column in the order of the rows, from 0. */
    void sumOfRows(float[] a, int offset, int m, int n, float[] sums, int to);

    /** Adds the vector to each of m rows of n elements. */
    void addToEachRow(float[] c, int to, int m, float[] vector, int offset, int n);

    /** Adds row i to row {@code rows.at(i)} of a table, in order. */
    void scatterAdd(float[] source, int offset, Indices rows, int n, float[] table);

    /** The steps of recurrent cells. */
    CellSteps cells();

    /** {@link unroll.backend.pure.kernel.SoftmaxLoss#rows}. */
    void softmaxLoss(float[] logits, int offset, int columns, Indices classes, int ignored, float weight,
            float[] losses, float[] gradient, int from, int to);

    /** {@link unroll.backend.pure.kernel.AdamStep#update}. */
    void adam(float[] parameters, float[] gradients, float[] mean, float[] square, int from, int to, float beta1,
            float rest1, float beta2, float rest2, float epsilon, float stepSize, float correction);
}
