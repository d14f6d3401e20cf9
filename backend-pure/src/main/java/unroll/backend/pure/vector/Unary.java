package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.load;

import unroll.api.support.UnaryOp;
import unroll.backend.pure.kernel.Elementwise;

/**
 * Functions of one argument, n elements from given places on. A loop for each, since one loop over a function in a
 * variable would be compiled for none; plain code does the elements that fill no vector.
 */
final class Unary {
    private Unary() {
    }

    /** c = op(a). */
    static void apply(UnaryOp op, float[] a, int from, float[] c, int to, int n) {
        int done = switch (op) {
            case EXP -> exp(a, from, c, to, n);
            case LOG -> log(a, from, c, to, n);
            case TANH -> Functions.tanh(a, from, c, to, n);
            case SIGMOID -> Functions.sigmoid(a, from, c, to, n);
            // C2 makes vectors of these by itself, or they are seldom met
            case SQRT, RELU, STEP -> 0;
        };
        Elementwise.unary(op, a, from + done, c, to + done, n - done);
    }

    private static int exp(float[] a, int from, float[] c, int to, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            Exponentials.exp(load(a, from + i)).intoArray(c, to + i);
        }
        return end;
    }

    private static int log(float[] a, int from, float[] c, int to, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            Logarithm.log(load(a, from + i)).intoArray(c, to + i);
        }
        return end;
    }
}
