package unroll.backend.pure.parallel;

import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.kernel.Product;

/** Matrix products, shared out by rows of the result where that pays. */
public final class Products {
    /** With fewer rows than these, packing B takes longer than it saves. */
    private static final int PACKED_FROM = 4;
    /** Moving an element takes about as long as this many multiply-adds. */
    public static final long WORK_PER_PACKED = 8;

    private final Arithmetic arithmetic;
    private final Workers workers;

    public Products(Arithmetic arithmetic, Workers workers) {
        this.arithmetic = arithmetic;
        this.workers = workers;
    }

    /**
     * C = op(A) op(B), op(A) [m, k], op(B) [k, n], C [m, n].
     *
     * @param transposeA whether A lies as [k, m]
     * @param transposeB whether B lies as [n, k]
     */
    public void multiply(float[] a, int aOffset, boolean transposeA, float[] b, int bOffset, boolean transposeB, int m,
            int k, int n, float[] c, int cOffset) {
        int rowStride = transposeA ? 1 : k;
        int columnStride = transposeA ? m : 1;
        if (m >= PACKED_FROM) {
            try (RightOperand packed = transposeB ? packTransposed(b, bOffset, k, n) : pack(b, bOffset, k, n)) {
                multiply(a, aOffset, rowStride, columnStride, packed, m, (long) k * n, c, cOffset);
            }
        } else if (transposeB) {
            Product.thinTransposed(a, aOffset, rowStride, columnStride, b, bOffset, m, k, n, c, cOffset);
        } else {
            Product.thin(a, aOffset, rowStride, columnStride, b, bOffset, m, k, n, c, cOffset);
        }
    }

    /** A matrix [k, n], packed; the caller closes it. */
    public RightOperand pack(float[] b, int offset, int k, int n) {
        RightOperand packed = arithmetic.operand(k, n);
        long work = WORK_PER_PACKED * k * n;
        if (workers.shares(k, work)) {
            workers.run((from, to) -> packed.putRows(b, offset + from * n, from, to - from), k, work);
        } else {
            packed.putRows(b, offset, 0, k);
        }
        return packed;
    }

    /** The transpose of a matrix [n, k], packed; the caller closes it. */
    public RightOperand packTransposed(float[] b, int offset, int k, int n) {
        RightOperand packed = arithmetic.operand(k, n);
        long work = WORK_PER_PACKED * k * n;
        int parts = packed.transposedParts();
        if (workers.shares(parts, work)) {
            workers.run((from, to) -> packed.putTransposed(b, offset, from, to), parts, work);
        } else {
            packed.putTransposed(b, offset, 0, parts);
        }
        return packed;
    }

    /**
     * C = A B, B packed.
     *
     * @param a element (i, p) lies at {@code aOffset + i * rowStride + p * columnStride}
     * @param workPerRow multiply-adds for each row of A
     */
    public void multiply(float[] a, int aOffset, int rowStride, int columnStride, RightOperand b, int m,
            long workPerRow, float[] c, int cOffset) {
        long work = m * workPerRow;
        if (workers.shares(m, work)) {
            RangeTask task = (from, to) -> b.multiply(a, aOffset, rowStride, columnStride, c, cOffset, from, to);
            workers.run(task, m, work);
        } else {
            b.multiply(a, aOffset, rowStride, columnStride, c, cOffset, 0, m);
        }
    }
}
