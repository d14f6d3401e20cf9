package unroll.backend.pure.arithmetic;

import unroll.backend.pure.kernel.Pack;
import unroll.backend.pure.kernel.Product;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.storage.PackedRows;
import unroll.backend.pure.storage.Storage;

/** Each row in an array of its own, for plain loops. */
public final class RowOperand implements RightOperand {
    private final FloatPool pool;
    private final int k;
    private final int n;
    private final PackedRows packed;

    public RowOperand(FloatPool pool, int k, int n) {
        this.pool = pool;
        this.k = k;
        this.n = n;
        this.packed = pool.takeRows(k, n);
    }

    @Override
    public void putRows(float[] b, int offset, int first, int count) {
        Pack.range(b, offset, n, count, packed.rows(), first);
    }

    @Override
    public int transposedParts() {
        return k;
    }

    @Override
    public void putTransposed(float[] b, int offset, int from, int to) {
        Pack.transposed(b, offset, k, n, packed.rows(), from, to);
    }

    @Override
    public void multiply(float[] a, int aOffset, int rowStride, int columnStride, float[] c, int cOffset, int from,
            int to) {
        Storage sum0 = pool.take(n);
        Storage sum1 = pool.take(n);
        Product.rows(a, aOffset, rowStride, columnStride, packed.rows(), k, n, c, cOffset, from, to, sum0.data(),
                sum1.data());
        pool.giveBack(sum0);
        pool.giveBack(sum1);
    }

    @Override
    public void close() {
        pool.giveBack(packed);
    }
}
