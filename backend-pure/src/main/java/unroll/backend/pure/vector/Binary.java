package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.load;

import unroll.api.support.BinaryOp;
import unroll.backend.pure.kernel.Elementwise;

/** Arithmetic element by element, n of them from given places on; plain code does those that fill no vector. */
final class Binary {
    private Binary() {
    }

    /** c = a op b. */
    static void apply(BinaryOp op, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        int done = switch (op) {
            case ADD -> add(a, aOffset, b, bOffset, c, cOffset, n);
            case SUBTRACT -> subtract(a, aOffset, b, bOffset, c, cOffset, n);
            case MULTIPLY -> multiply(a, aOffset, b, bOffset, c, cOffset, n);
            case DIVIDE -> divide(a, aOffset, b, bOffset, c, cOffset, n);
        };
        Elementwise.binary(op, a, aOffset + done, b, bOffset + done, c, cOffset + done, n - done);
    }

    private static int add(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            load(a, aOffset + i).add(load(b, bOffset + i)).intoArray(c, cOffset + i);
        }
        return end;
    }

    private static int subtract(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            load(a, aOffset + i).sub(load(b, bOffset + i)).intoArray(c, cOffset + i);
        }
        return end;
    }

    private static int multiply(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            load(a, aOffset + i).mul(load(b, bOffset + i)).intoArray(c, cOffset + i);
        }
        return end;
    }

    private static int divide(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            load(a, aOffset + i).div(load(b, bOffset + i)).intoArray(c, cOffset + i);
        }
        return end;
    }

    /** c = scale a + shift, in two roundings. */
    static void affine(float[] a, int aOffset, float scale, float shift, float[] c, int cOffset, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            load(a, aOffset + i).mul(scale).add(shift).intoArray(c, cOffset + i);
        }
        Elementwise.affine(a, aOffset + end, scale, shift, c, cOffset + end, n - end);
    }

    /** c = c + factor a, in two roundings. */
    static void addScaled(float[] c, int cOffset, float factor, float[] a, int aOffset, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            load(c, cOffset + i).add(load(a, aOffset + i).mul(factor)).intoArray(c, cOffset + i);
        }
        Elementwise.addScaled(c, cOffset + end, factor, a, aOffset + end, n - end);
    }
}
