package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;

import org.jspecify.annotations.Nullable;
import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Indices;
import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.arithmetic.PackedOperand;
import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.arithmetic.RowOperand;
import unroll.backend.pure.kernel.AdamStep;
import unroll.backend.pure.kernel.Rows;
import unroll.backend.pure.kernel.SoftmaxLoss;
import unroll.backend.pure.kernel.Sums;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.storage.Storage;

/** The kernels in vectors. What is narrower than one vector goes to the plain loops. */
public final class VectorArithmetic implements Arithmetic {
    /** The property that forces a width, in bits. */
    static final String BITS = "unroll.pure.vector.bits";

    private final FloatPool pool;
    private final CellSteps cells = new VectorCells();

    public VectorArithmetic(FloatPool pool) {
        this.pool = pool;
    }

    /** The width in use. */
    public static int bits() {
        return COUNT * Float.SIZE;
    }

    /** Why the width that a property asks for cannot be had, as part of a sentence; null if it can. */
    public static @Nullable String refusal() {
        return Width.refusal(System.getProperty(BITS));
    }

    @Override
    public RightOperand operand(int k, int n) {
        return n < COUNT ? new RowOperand(pool, k, n) : new PanelOperand(pool, k, n);
    }

    @Override
    public PackedOperand lasting(float[] b, int offset, int k, int n, int rows) {
        if (rows == 1 && n >= COUNT) {
            return new SingleRowOperand(pool, b, offset, k, n);
        }
        RightOperand packed = operand(k, n);
        packed.putTransposed(b, offset, 0, packed.transposedParts());
        return packed;
    }

    @Override
    public void unary(UnaryOp op, float[] a, int from, float[] c, int to, int n) {
        Unary.apply(op, a, from, c, to, n);
    }

    @Override
    public void binary(BinaryOp op, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        Binary.apply(op, a, aOffset, b, bOffset, c, cOffset, n);
    }

    @Override
    public void affine(float[] a, int aOffset, float scale, float shift, float[] c, int cOffset, int n) {
        Binary.affine(a, aOffset, scale, shift, c, cOffset, n);
    }

    @Override
    public void addScaled(float[] c, int cOffset, float factor, float[] a, int aOffset, int n) {
        Binary.addScaled(c, cOffset, factor, a, aOffset, n);
    }

    @Override
    public float sum(float[] a, int offset, int n) {
        return n % LaneSums.LANES == 0 ? LaneSums.wholeGroups(a, offset, n) : Sums.all(a, offset, n);
    }

    @Override
    public void sumOfRows(float[] a, int offset, int m, int n, float[] sums, int to) {
        if (n < COUNT) {
            Sums.ofRows(a, offset, m, n, sums, to);
        } else {
            RowSums.ofRows(a, offset, m, n, sums, to);
        }
    }

    @Override
    public void addToEachRow(float[] c, int to, int m, float[] vector, int offset, int n) {
        if (n < COUNT) {
            Rows.addToEach(c, to, m, vector, offset, n);
            return;
        }
        Storage ring = pool.take(RowSums.room(n));
        RowSums.addToEach(c, to, m, vector, offset, n, ring.data());
        pool.giveBack(ring);
    }

    @Override
    public void scatterAdd(float[] source, int offset, Indices rows, int n, float[] table) {
        RowSums.scatterAdd(source, offset, rows, n, table);
    }

    @Override
    public CellSteps cells() {
        return cells;
    }

    @Override
    public void softmaxLoss(float[] logits, int offset, int columns, Indices classes, int ignored, float weight,
            float[] losses, float[] gradient, int from, int to) {
        if (columns < COUNT) {
            SoftmaxLoss.rows(logits, offset, columns, classes, ignored, weight, losses, gradient, from, to);
            return;
        }
        Storage exponentials = pool.take((to - from) * SoftmaxLosses.room(columns));
        SoftmaxLosses.rows(logits, offset, columns, classes, ignored, weight, losses, gradient, from, to,
                exponentials.data());
        pool.giveBack(exponentials);
    }

    @Override
    public void adam(float[] parameters, float[] gradients, float[] mean, float[] square, int from, int to,
            float beta1, float rest1, float beta2, float rest2, float epsilon, float stepSize, float correction) {
        // C2 makes vectors of this loop by itself, just as fast
        AdamStep.update(parameters, gradients, mean, square, from, to, beta1, rest1, beta2, rest2, epsilon, stepSize,
                correction);
    }
}
