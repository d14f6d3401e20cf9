package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * One row of a product: as many sums at a time as hide what each has to wait for the one before. Nothing is called but
 * the Vector API, as in {@link FourRows}; the last step of an odd k is here, since all sums have to see it before any of
 * them is stored, where vectors overlap.
 */
final class OneRow {
    private OneRow() {
    }

    /**
     * Six vectors, of which all but the last two follow one another.
     *
     * @param a element p of the row lies at {@code a0 + p * stride}
     * @param b vector v of row p lies at {@code panel + (p * 6 + v) * COUNT}
     * @param c0 where the first four vectors go
     * @param c4 where the next one goes
     * @param c5 where the last one goes
     */
    static void by6(float[] a, int a0, int stride, float[] b, int panel, int k, float[] c, int c0, int c4, int c5) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = FloatVector.zero(FLOATS);
        FloatVector s2 = FloatVector.zero(FLOATS);
        FloatVector s3 = FloatVector.zero(FLOATS);
        FloatVector s4 = FloatVector.zero(FLOATS);
        FloatVector s5 = FloatVector.zero(FLOATS);
        int p = 0;
        for (; p + 1 < k; p += 2) {
            int at = panel + p * (6 * COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + p * stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + COUNT), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, at + 2 * COUNT), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, at + 3 * COUNT), s3);
            s4 = x.fma(FloatVector.fromArray(FLOATS, b, at + 4 * COUNT), s4);
            s5 = x.fma(FloatVector.fromArray(FLOATS, b, at + 5 * COUNT), s5);
            x = FloatVector.broadcast(FLOATS, a[a0 + p * stride + stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at + 6 * COUNT), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + 7 * COUNT), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, at + 8 * COUNT), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, at + 9 * COUNT), s3);
            s4 = x.fma(FloatVector.fromArray(FLOATS, b, at + 10 * COUNT), s4);
            s5 = x.fma(FloatVector.fromArray(FLOATS, b, at + 11 * COUNT), s5);
        }
        if (p < k) {
            int at = panel + p * (6 * COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + p * stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + COUNT), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, at + 2 * COUNT), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, at + 3 * COUNT), s3);
            s4 = x.fma(FloatVector.fromArray(FLOATS, b, at + 4 * COUNT), s4);
            s5 = x.fma(FloatVector.fromArray(FLOATS, b, at + 5 * COUNT), s5);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + COUNT);
        s2.intoArray(c, c0 + 2 * COUNT);
        s3.intoArray(c, c0 + 3 * COUNT);
        s4.intoArray(c, c4);
        s5.intoArray(c, c5);
    }

    /** The same with four vectors, of which the first two follow one another. */
    static void by4(float[] a, int a0, int stride, float[] b, int panel, int k, float[] c, int c0, int c2, int c3) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = FloatVector.zero(FLOATS);
        FloatVector s2 = FloatVector.zero(FLOATS);
        FloatVector s3 = FloatVector.zero(FLOATS);
        int p = 0;
        for (; p + 1 < k; p += 2) {
            int at = panel + p * (4 * COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + p * stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + COUNT), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, at + 2 * COUNT), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, at + 3 * COUNT), s3);
            x = FloatVector.broadcast(FLOATS, a[a0 + p * stride + stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at + 4 * COUNT), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + 5 * COUNT), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, at + 6 * COUNT), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, at + 7 * COUNT), s3);
        }
        if (p < k) {
            int at = panel + p * (4 * COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + p * stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + COUNT), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, b, at + 2 * COUNT), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, b, at + 3 * COUNT), s3);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + COUNT);
        s2.intoArray(c, c2);
        s3.intoArray(c, c3);
    }

    /** The same with two vectors. */
    static void by2(float[] a, int a0, int stride, float[] b, int panel, int k, float[] c, int c0, int c1) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = FloatVector.zero(FLOATS);
        int p = 0;
        for (; p + 1 < k; p += 2) {
            int at = panel + p * (2 * COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + p * stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + COUNT), s1);
            x = FloatVector.broadcast(FLOATS, a[a0 + p * stride + stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at + 2 * COUNT), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + 3 * COUNT), s1);
        }
        if (p < k) {
            int at = panel + p * (2 * COUNT);
            FloatVector x = FloatVector.broadcast(FLOATS, a[a0 + p * stride]);
            s0 = x.fma(FloatVector.fromArray(FLOATS, b, at), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, b, at + COUNT), s1);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c1);
    }
}
