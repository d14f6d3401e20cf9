package unroll.backend.pure.arithmetic;

import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Indices;
import unroll.backend.pure.kernel.AdamStep;
import unroll.backend.pure.kernel.Elementwise;
import unroll.backend.pure.kernel.Rows;
import unroll.backend.pure.kernel.SoftmaxLoss;
import unroll.backend.pure.kernel.Sums;
import unroll.backend.pure.storage.FloatPool;

/** The kernels in plain loops, which every virtual machine runs. */
public final class ScalarArithmetic implements Arithmetic {
    private final FloatPool pool;
    private final CellSteps cells = new ScalarCells();

    public ScalarArithmetic(FloatPool pool) {
        this.pool = pool;
    }

    @Override
    public RightOperand operand(int k, int n) {
        return new RowOperand(pool, k, n);
    }

    @Override
    public PackedOperand lasting(float[] b, int offset, int k, int n, int rows) {
        RightOperand packed = operand(k, n);
        packed.putTransposed(b, offset, 0, packed.transposedParts());
        return packed;
    }

    @Override
    public void unary(UnaryOp op, float[] a, int from, float[] c, int to, int n) {
        Elementwise.unary(op, a, from, c, to, n);
    }

    @Override
    public void binary(BinaryOp op, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        Elementwise.binary(op, a, aOffset, b, bOffset, c, cOffset, n);
    }

    @Override
    public void affine(float[] a, int aOffset, float scale, float shift, float[] c, int cOffset, int n) {
        Elementwise.affine(a, aOffset, scale, shift, c, cOffset, n);
    }

    @Override
    public void addScaled(float[] c, int cOffset, float factor, float[] a, int aOffset, int n) {
        Elementwise.addScaled(c, cOffset, factor, a, aOffset, n);
    }

    @Override
    public float sum(float[] a, int offset, int n) {
        return Sums.all(a, offset, n);
    }

    @Override
    public void sumOfRows(float[] a, int offset, int m, int n, float[] sums, int to) {
        Sums.ofRows(a, offset, m, n, sums, to);
    }

    @Override
    public void addToEachRow(float[] c, int to, int m, float[] vector, int offset, int n) {
        Rows.addToEach(c, to, m, vector, offset, n);
    }

    @Override
    public void scatterAdd(float[] source, int offset, Indices rows, int n, float[] table) {
        Rows.scatterAdd(source, offset, rows, n, table);
    }

    @Override
    public CellSteps cells() {
        return cells;
    }

    @Override
    public void softmaxLoss(float[] logits, int offset, int columns, Indices classes, int ignored, float weight,
            float[] losses, float[] gradient, int from, int to) {
        SoftmaxLoss.rows(logits, offset, columns, classes, ignored, weight, losses, gradient, from, to);
    }

    @Override
    public void adam(float[] parameters, float[] gradients, float[] mean, float[] square, int from, int to,
            float beta1, float rest1, float beta2, float rest2, float epsilon, float stepSize, float correction) {
        AdamStep.update(parameters, gradients, mean, square, from, to, beta1, rest1, beta2, rest2, epsilon, stepSize,
                correction);
    }
}
