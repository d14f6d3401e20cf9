package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;

import unroll.backend.pure.arithmetic.PackedOperand;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.storage.Storage;

/**
 * B cut into panels of six vectors' width, then one of four, then twos, for products of single rows: each row of A goes
 * through B once, and what counts is that B is read in one stream. The last vector begins earlier where n is no multiple
 * of a vector, and where a panel would have one too few.
 */
final class SingleRowOperand implements PackedOperand {
    private final FloatPool pool;
    private final int k;
    private final int n;
    private final int vectors;
    private final Storage storage;

    /** Packs the transpose of a matrix [n, k]; n is at least one vector. */
    SingleRowOperand(FloatPool pool, float[] b, int offset, int k, int n) {
        this.pool = pool;
        this.k = k;
        this.n = n;
        int whole = (n + COUNT - 1) / COUNT;
        this.vectors = whole + whole % 2;
        // the pool has words for what is too large
        this.storage = pool.take((int) Math.min(Integer.MAX_VALUE, (long) k * COUNT * vectors));
        for (int vector = 0; vector < vectors; vector += width(vector)) {
            for (int v = 0; v < width(vector); v++) {
                pack(b, offset + column(vector + v) * k, (vector * k + v) * COUNT, width(vector) * COUNT);
            }
        }
    }

    private void pack(float[] b, int from, int to, int step) {
        float[] panels = storage.data();
        for (int p = 0; p < k; p++) {
            for (int lane = 0; lane < COUNT; lane++) {
                panels[to + p * step + lane] = b[from + lane * k + p];
            }
        }
    }

    /** The first column of a vector. */
    private int column(int vector) {
        return Math.min(vector * COUNT, n - COUNT);
    }

    /** Vectors in the panel that begins with this one. */
    private int width(int vector) {
        int left = vectors - vector;
        return left >= 6 ? 6 : left >= 4 ? 4 : 2;
    }

    @Override
    public void multiply(float[] a, int aOffset, int rowStride, int columnStride, float[] c, int cOffset, int from,
            int to) {
        for (int i = from; i < to; i++) {
            row(a, aOffset + i * rowStride, columnStride, c, cOffset + i * n);
        }
    }

    private void row(float[] a, int row, int stride, float[] c, int to) {
        float[] panels = storage.data();
        int vector = 0;
        for (; vectors - vector >= 6; vector += 6) {
            OneRow.by6(a, row, stride, panels, vector * k * COUNT, k, c, to + column(vector), to + column(vector + 4),
                    to + column(vector + 5));
        }
        if (vectors - vector >= 4) {
            OneRow.by4(a, row, stride, panels, vector * k * COUNT, k, c, to + column(vector), to + column(vector + 2),
                    to + column(vector + 3));
        } else if (vectors > vector) {
            OneRow.by2(a, row, stride, panels, vector * k * COUNT, k, c, to + column(vector), to + column(vector + 1));
        }
    }

    @Override
    public void close() {
        pool.giveBack(storage);
    }
}
