package unroll.backend.pure.arithmetic;

import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Indices;

/**
 * Plain loops at first, vectors once there is enough to do. Until C2 has compiled it, code on the Vector API keeps each
 * vector in an object and takes hundreds of times as long as a plain loop; a training soon makes up for that, a few
 * samples never would. Both give the same bits, so any moment will do to change over.
 *
 * <p>More was tried, and took no less time: see docs/performance.md.
 */
public final class PlainFirst implements Arithmetic {
    /** Elements of right operands after which vectors are worth it: some 17 steps of training at hidden_size 96. */
    private static final long WORK_BEFORE = 1L << 20;

    /**
     * Multiply-adds by lasting operands after which vectors are worth it: some 350,000 characters of a model of
     * hidden_size 96, which plain loops generate in half a second.
     */
    private static final long LASTING_WORK_BEFORE = 1L << 32;

    private final Arithmetic vectors;
    private volatile Arithmetic now;
    private long work;
    private long lastingWork;

    /** Starts with the first and goes on with the second. */
    public PlainFirst(Arithmetic plain, Arithmetic vectors) {
        this.now = plain;
        this.vectors = vectors;
    }

    /** Counts without a lock: whether some work is counted once or never does not matter. */
    private void count(long elements) {
        work += elements;
        if (work > WORK_BEFORE) {
            now = vectors;
        }
    }

    @Override
    public RightOperand operand(int k, int n) {
        if (work <= WORK_BEFORE) {
            count((long) k * n);
        }
        return now.operand(k, n);
    }

    @Override
    public PackedOperand lasting(float[] b, int offset, int k, int n, int rows) {
        return now.lasting(b, offset, k, n, rows);
    }

    @Override
    public Arithmetic afterLasting(long multiplyAdds) {
        lastingWork += multiplyAdds;
        if (lastingWork > LASTING_WORK_BEFORE) {
            now = vectors;
        }
        return now;
    }

    @Override
    public void unary(UnaryOp op, float[] a, int from, float[] c, int to, int n) {
        now.unary(op, a, from, c, to, n);
    }

    @Override
    public void binary(BinaryOp op, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        now.binary(op, a, aOffset, b, bOffset, c, cOffset, n);
    }

    @Override
    public void affine(float[] a, int aOffset, float scale, float shift, float[] c, int cOffset, int n) {
        now.affine(a, aOffset, scale, shift, c, cOffset, n);
    }

    @Override
    public void addScaled(float[] c, int cOffset, float factor, float[] a, int aOffset, int n) {
        now.addScaled(c, cOffset, factor, a, aOffset, n);
    }

    @Override
    public float sum(float[] a, int offset, int n) {
        return now.sum(a, offset, n);
    }

    @Override
    public void sumOfRows(float[] a, int offset, int m, int n, float[] sums, int to) {
        now.sumOfRows(a, offset, m, n, sums, to);
    }

    @Override
    public void addToEachRow(float[] c, int to, int m, float[] vector, int offset, int n) {
        now.addToEachRow(c, to, m, vector, offset, n);
    }

    @Override
    public void scatterAdd(float[] source, int offset, Indices rows, int n, float[] table) {
        now.scatterAdd(source, offset, rows, n, table);
    }

    @Override
    public CellSteps cells() {
        return now.cells();
    }

    @Override
    public void softmaxLoss(float[] logits, int offset, int columns, Indices classes, int ignored, float weight,
            float[] losses, float[] gradient, int from, int to) {
        now.softmaxLoss(logits, offset, columns, classes, ignored, weight, losses, gradient, from, to);
    }

    @Override
    public void adam(float[] parameters, float[] gradients, float[] mean, float[] square, int from, int to,
            float beta1, float rest1, float beta2, float rest2, float epsilon, float stepSize, float correction) {
        now.adam(parameters, gradients, mean, square, from, to, beta1, rest1, beta2, rest2, epsilon, stepSize,
                correction);
    }
}
