package unroll.backend.pure.kernel;

import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;

/** Element by element, n of them from given places on. */
public final class Elementwise {
    private Elementwise() {
    }

    /** c = op(a). */
    public static void unary(UnaryOp op, float[] a, int from, float[] c, int to, int n) {
        switch (op) {
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    c[to + i] = Exp.of(a[from + i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < n; i++) {
                    c[to + i] = Log.of(a[from + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    c[to + i] = Tanh.of(a[from + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    c[to + i] = Sigmoid.of(a[from + i]);
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    c[to + i] = (float) Math.sqrt(a[from + i]);
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    c[to + i] = a[from + i] <= 0 ? 0 : a[from + i];
                }
            }
            case STEP -> {
                for (int i = 0; i < n; i++) {
                    c[to + i] = a[from + i] > 0 ? 1 : 0;
                }
            }
        }
    }

    /** c = a op b. */
    public static void binary(BinaryOp op, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    c[cOffset + i] = a[aOffset + i] + b[bOffset + i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) {
                    c[cOffset + i] = a[aOffset + i] - b[bOffset + i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) {
                    c[cOffset + i] = a[aOffset + i] * b[bOffset + i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    c[cOffset + i] = a[aOffset + i] / b[bOffset + i];
                }
            }
        }
    }

    /** c = scale a + shift, in two roundings. */
    public static void affine(float[] a, int aOffset, float scale, float shift, float[] c, int cOffset, int n) {
        for (int i = 0; i < n; i++) {
            c[cOffset + i] = scale * a[aOffset + i] + shift;
        }
    }

    /** c = c + factor a, in two roundings. */
    public static void addScaled(float[] c, int cOffset, float factor, float[] a, int aOffset, int n) {
        for (int i = 0; i < n; i++) {
            c[cOffset + i] = c[cOffset + i] + factor * a[aOffset + i];
        }
    }
}
