package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/** Two rows of a product at a time, for what {@link FourRows} leaves, and under the same rules. */
final class TwoRows {
    private TwoRows() {
    }

    /**
     * Three vectors of each row.
     *
     * @param a element p of row r lies at {@code a_r + p * stride}
     * @param b vector v of row p lies at {@code panel + (p * 3 + v) * COUNT}
     * @param k how many steps, even
     * @param c vector v of row r goes to {@code c_r + j_v}, j_0 being 0
     */
    static void by3(float[] a, int a0, int a1, int stride, float[] b, int panel, int k, float[] c, int c0,
            int c1, int j1, int j2) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = FloatVector.zero(FLOATS);
        FloatVector s02 = FloatVector.zero(FLOATS);
        FloatVector s10 = FloatVector.zero(FLOATS);
        FloatVector s11 = FloatVector.zero(FLOATS);
        FloatVector s12 = FloatVector.zero(FLOATS);
        for (int p = 0; p < k; p += 2) {
            int at = panel + p * (3 * COUNT);
            int q = p * stride;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, at);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, at + COUNT);
            FloatVector b2 = FloatVector.fromArray(FLOATS, b, at + 2 * COUNT);
            FloatVector x0 = FloatVector.broadcast(FLOATS, a[a0 + q]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + q]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            b0 = FloatVector.fromArray(FLOATS, b, at + 3 * COUNT);
            b1 = FloatVector.fromArray(FLOATS, b, at + 4 * COUNT);
            b2 = FloatVector.fromArray(FLOATS, b, at + 5 * COUNT);
            x0 = FloatVector.broadcast(FLOATS, a[a0 + q + stride]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            x1 = FloatVector.broadcast(FLOATS, a[a1 + q + stride]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + j1);
        s02.intoArray(c, c0 + j2);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + j1);
        s12.intoArray(c, c1 + j2);
    }

    /** The same with two vectors of each row. */
    static void by2(float[] a, int a0, int a1, int stride, float[] b, int panel, int k, float[] c, int c0, int c1,
            int j1) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = FloatVector.zero(FLOATS);
        FloatVector s10 = FloatVector.zero(FLOATS);
        FloatVector s11 = FloatVector.zero(FLOATS);
        for (int p = 0; p < k; p += 2) {
            int at = panel + p * (2 * COUNT);
            int q = p * stride;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, at);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, at + COUNT);
            FloatVector x0 = FloatVector.broadcast(FLOATS, a[a0 + q]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + q]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            b0 = FloatVector.fromArray(FLOATS, b, at + 2 * COUNT);
            b1 = FloatVector.fromArray(FLOATS, b, at + 3 * COUNT);
            x0 = FloatVector.broadcast(FLOATS, a[a0 + q + stride]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            x1 = FloatVector.broadcast(FLOATS, a[a1 + q + stride]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + j1);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + j1);
    }
}
