package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;

import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.storage.Storage;

/**
 * B cut into panels of three vectors' width (and up to two of two), each of which lies row after row without gaps: the
 * inner loop then reads it in one stream.
 *
 * <p>Where n is no multiple of a vector, the last vector begins earlier and does some columns a second time. That gives
 * the same bits twice, and needs neither masks nor kernels for the rest.
 */
final class PanelOperand implements RightOperand {
    private final FloatPool pool;
    private final int k;
    private final int n;
    private final int even;
    private final int vectors;
    private final int triples;
    private final Storage storage;

    /** Makes room; n is at least one vector. */
    PanelOperand(FloatPool pool, int k, int n) {
        this.pool = pool;
        this.k = k;
        this.n = n;
        this.even = k - k % 2;
        this.vectors = Math.max(2, (n + COUNT - 1) / COUNT);
        // 3 q + 1 vectors are q - 1 triples and two pairs, since a single vector would keep too few sums going
        this.triples = (vectors - 2 * ((3 - vectors % 3) % 3)) / 3;
        // the pool has words for what is too large
        this.storage = pool.take((int) Math.min(Integer.MAX_VALUE, (long) k * COUNT * vectors));
    }

    /** The first column of a vector. */
    private int column(int vector) {
        return Math.min(vector * COUNT, n - COUNT);
    }

    /** Vectors in the panel that begins with this one. */
    private int width(int vector) {
        return vector < 3 * triples ? 3 : 2;
    }

    @Override
    public void putRows(float[] b, int offset, int first, int count) {
        float[] panels = storage.data();
        for (int vector = 0; vector < vectors; vector += width(vector)) {
            int width = width(vector);
            int panel = (vector * k + first * width) * COUNT;
            int at = offset + column(vector);
            if (width == 3) {
                Panels.putThree(b, at, n, column(vector + 1) - column(vector), column(vector + 2) - column(vector),
                        count, panels, panel);
            } else {
                Panels.putTwo(b, at, n, column(vector + 1) - column(vector), count, panels, panel);
            }
        }
    }

    /** A part is a panel. */
    @Override
    public int transposedParts() {
        return triples + (vectors - 3 * triples) / 2;
    }

    @Override
    public void putTransposed(float[] b, int offset, int from, int to) {
        float[] panels = storage.data();
        for (int part = from; part < to; part++) {
            int vector = part < triples ? 3 * part : 3 * triples + 2 * (part - triples);
            int width = width(vector);
            for (int v = 0; v < width; v++) {
                Panels.putTransposed(b, offset + column(vector + v) * k, k, panels, (vector * k + v) * COUNT,
                        width * COUNT);
            }
        }
    }

    @Override
    public void multiply(float[] a, int aOffset, int rowStride, int columnStride, float[] c, int cOffset, int from,
            int to) {
        for (int vector = 0; vector < vectors; vector += width(vector)) {
            int i = from;
            for (; i + 2 < to; i += 4) {
                fourRows(a, aOffset, rowStride, columnStride, c, cOffset, i, to - 1, vector);
            }
            if (i < to) {
                twoRows(a, aOffset, rowStride, columnStride, c, cOffset, i, to - 1, vector);
            }
            if (k > even) {
                lastStep(a, aOffset + even * columnStride, rowStride, c, cOffset, from, to, vector);
            }
        }
    }

    /** Three rows are done as four, one of them twice, and one as two. */
    private void fourRows(float[] a, int aOffset, int rowStride, int columnStride, float[] c, int cOffset, int i,
            int last, int vector) {
        int i3 = Math.min(i + 3, last);
        int column = column(vector);
        int a0 = aOffset + i * rowStride;
        int a3 = aOffset + i3 * rowStride;
        int c0 = cOffset + i * n + column;
        int c3 = cOffset + i3 * n + column;
        int panel = vector * k * COUNT;
        if (width(vector) == 3) {
            FourRows.by3(a, a0, a0 + rowStride, a0 + 2 * rowStride, a3, columnStride, storage.data(), panel, even, c,
                    c0,
                    c0 + n, c0 + 2 * n, c3, column(vector + 1) - column, column(vector + 2) - column);
        } else {
            FourRows.by2(a, a0, a0 + rowStride, a0 + 2 * rowStride, a3, columnStride, storage.data(), panel, even, c,
                    c0,
                    c0 + n, c0 + 2 * n, c3, column(vector + 1) - column);
        }
    }

    private void twoRows(float[] a, int aOffset, int rowStride, int columnStride, float[] c, int cOffset, int i,
            int last, int vector) {
        int i1 = Math.min(i + 1, last);
        int column = column(vector);
        int a0 = aOffset + i * rowStride;
        int a1 = aOffset + i1 * rowStride;
        int c0 = cOffset + i * n + column;
        int c1 = cOffset + i1 * n + column;
        int panel = vector * k * COUNT;
        if (width(vector) == 3) {
            TwoRows.by3(a, a0, a1, columnStride, storage.data(), panel, even, c, c0, c1, column(vector + 1) - column,
                    column(vector + 2) - column);
        } else {
            TwoRows.by2(a, a0, a1, columnStride, storage.data(), panel, even, c, c0, c1, column(vector + 1) - column);
        }
    }

    private void lastStep(float[] a, int at, int rowStride, float[] c, int cOffset, int from, int to, int vector) {
        int width = width(vector);
        int column = column(vector);
        int j1 = column(vector + 1) - column;
        int b = (vector * k + even * width) * COUNT;
        for (int i = from; i < to; i++) {
            if (width == 3) {
                LastStep.by3(a[at + i * rowStride], storage.data(), b, c, cOffset + i * n + column, j1,
                        column(vector + 2) - column);
            } else {
                LastStep.by2(a[at + i * rowStride], storage.data(), b, c, cOffset + i * n + column, j1);
            }
        }
    }

    @Override
    public void close() {
        pool.giveBack(storage);
    }
}
