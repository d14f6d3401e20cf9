package unroll.backend.pure.parallel;

import unroll.backend.pure.kernel.Pack;
import unroll.backend.pure.kernel.Product;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.storage.PackedRows;
import unroll.backend.pure.storage.Storage;

/** Matrix products on the pool's storage, shared out by rows of the result where that pays. */
public final class Products {
    /** With fewer rows than these, packing B takes longer than it saves. */
    private static final int PACKED_FROM = 4;

    private final FloatPool pool;
    private final Workers workers;

    public Products(FloatPool pool, Workers workers) {
        this.pool = pool;
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
            PackedRows packed = transposeB ? packTransposed(b, bOffset, k, n) : pack(b, bOffset, k, n);
            multiply(a, aOffset, rowStride, columnStride, packed, m, k, n, c, cOffset);
            pool.giveBack(packed);
        } else if (transposeB) {
            Product.thinTransposed(a, aOffset, rowStride, columnStride, b, bOffset, m, k, n, c, cOffset);
        } else {
            Product.thin(a, aOffset, rowStride, columnStride, b, bOffset, m, k, n, c, cOffset);
        }
    }

    /** A matrix [k, n], packed; the caller gives it back to the pool. */
    public PackedRows pack(float[] b, int offset, int k, int n) {
        PackedRows packed = pool.takeRows(k, n);
        Pack.rows(b, offset, k, n, packed.rows());
        return packed;
    }

    /** The transpose of a matrix [n, k], packed; the caller gives it back to the pool. */
    public PackedRows packTransposed(float[] b, int offset, int k, int n) {
        PackedRows packed = pool.takeRows(k, n);
        Pack.transposed(b, offset, k, n, packed.rows());
        return packed;
    }

    /**
     * C = A B, B packed.
     *
     * @param a element (i, p) lies at {@code aOffset + i * rowStride + p * columnStride}
     */
    public void multiply(float[] a, int aOffset, int rowStride, int columnStride, PackedRows b, int m, int k, int n,
            float[] c, int cOffset) {
        long work = (long) m * k * n;
        if (workers.shares(m, work)) {
            RangeTask task = (from, to) -> rows(a, aOffset, rowStride, columnStride, b, k, n, c, cOffset, from, to);
            workers.run(task, m, work);
        } else {
            rows(a, aOffset, rowStride, columnStride, b, k, n, c, cOffset, 0, m);
        }
    }

    /** The rows {@code from} to {@code to} of that, by the calling thread. */
    public void rows(float[] a, int aOffset, int rowStride, int columnStride, PackedRows b, int k, int n, float[] c,
            int cOffset, int from, int to) {
        Storage sum0 = pool.take(n);
        Storage sum1 = pool.take(n);
        Product.rows(a, aOffset, rowStride, columnStride, b.rows(), k, n, c, cOffset, from, to, sum0.data(),
                sum1.data());
        pool.giveBack(sum0);
        pool.giveBack(sum1);
    }
}
