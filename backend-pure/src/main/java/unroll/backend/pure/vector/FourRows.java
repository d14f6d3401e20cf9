package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * Four rows of a product at a time. Twelve sums are what keeps the arithmetic units busy and still fits the registers of
 * every processor; with 20 and more, or a longer body, C2 runs out of its node budget and leaves vectors in boxes.
 *
 * <p>Written out, and every other step of k twice in the loop: C2 does not unroll a loop of this size. No branch but the
 * loop, and nothing called but the Vector API, whose methods C2 always inlines: it makes a real call, which returns a
 * box, of any other that it finds seldom used when it compiles, and one such result leaves all sums in boxes for good.
 * So {@link LastStep} does what is left of an odd k.
 */
final class FourRows {
    private FourRows() {
    }

    /**
     * Three vectors of each row.
     *
     * @param a element p of row r lies at {@code a_r + p * stride}
     * @param b vector v of row p lies at {@code panel + (p * 3 + v) * COUNT}
     * @param k how many steps, even
     * @param c vector v of row r goes to {@code c_r + j_v}, j_0 being 0
     */
    static void by3(float[] a, int a0, int a1, int a2, int a3, int stride, float[] b, int panel, int k,
            float[] c, int c0, int c1, int c2, int c3, int j1, int j2) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = FloatVector.zero(FLOATS);
        FloatVector s02 = FloatVector.zero(FLOATS);
        FloatVector s10 = FloatVector.zero(FLOATS);
        FloatVector s11 = FloatVector.zero(FLOATS);
        FloatVector s12 = FloatVector.zero(FLOATS);
        FloatVector s20 = FloatVector.zero(FLOATS);
        FloatVector s21 = FloatVector.zero(FLOATS);
        FloatVector s22 = FloatVector.zero(FLOATS);
        FloatVector s30 = FloatVector.zero(FLOATS);
        FloatVector s31 = FloatVector.zero(FLOATS);
        FloatVector s32 = FloatVector.zero(FLOATS);
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
            FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + q]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + q]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
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
            x2 = FloatVector.broadcast(FLOATS, a[a2 + q + stride]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            x3 = FloatVector.broadcast(FLOATS, a[a3 + q + stride]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + j1);
        s02.intoArray(c, c0 + j2);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + j1);
        s12.intoArray(c, c1 + j2);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + j1);
        s22.intoArray(c, c2 + j2);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + j1);
        s32.intoArray(c, c3 + j2);
    }

    /** The same with two vectors of each row. */
    static void by2(float[] a, int a0, int a1, int a2, int a3, int stride, float[] b, int panel, int k,
            float[] c, int c0, int c1, int c2, int c3, int j1) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = FloatVector.zero(FLOATS);
        FloatVector s10 = FloatVector.zero(FLOATS);
        FloatVector s11 = FloatVector.zero(FLOATS);
        FloatVector s20 = FloatVector.zero(FLOATS);
        FloatVector s21 = FloatVector.zero(FLOATS);
        FloatVector s30 = FloatVector.zero(FLOATS);
        FloatVector s31 = FloatVector.zero(FLOATS);
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
            FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + q]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + q]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            b0 = FloatVector.fromArray(FLOATS, b, at + 2 * COUNT);
            b1 = FloatVector.fromArray(FLOATS, b, at + 3 * COUNT);
            x0 = FloatVector.broadcast(FLOATS, a[a0 + q + stride]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            x1 = FloatVector.broadcast(FLOATS, a[a1 + q + stride]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            x2 = FloatVector.broadcast(FLOATS, a[a2 + q + stride]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            x3 = FloatVector.broadcast(FLOATS, a[a3 + q + stride]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + j1);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + j1);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + j1);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + j1);
    }
}
