package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Indices;
import unroll.backend.pure.kernel.Exp;
import unroll.backend.pure.kernel.Log;

/**
 * Softmax, its cross-entropy and the gradient of that, in passes over all rows: within one row each pass would wait for
 * the one before. Between passes rows are padded to whole groups of lanes with what has an exponential of 0; the last
 * vector of a row of logits begins earlier and does some columns twice.
 */
final class SoftmaxLosses {
    private SoftmaxLosses() {
    }

    /** Elements of a padded row. */
    static int room(int columns) {
        return (columns + LaneSums.LANES - 1) / LaneSums.LANES * LaneSums.LANES;
    }

    /**
     * As {@link unroll.backend.pure.kernel.SoftmaxLoss#rows}; columns are at least one vector.
     *
     * @param e room for a padded row for each row
     */
    static void rows(float[] logits, int offset, int columns, Indices classes, int ignored, float weight,
            float[] losses, float[] gradient, int from, int to, float[] e) {
        int room = room(columns);
        int padded = (to - from) * room;
        Arrays.fill(e, 0, padded, Exp.LOWEST);
        for (int i = from; i < to; i++) {
            int in = offset + i * columns;
            float largest = largest(logits, in, columns);
            shift(logits, in, columns, largest, e, (i - from) * room);
            losses[i] = logits[in + classes.at(i)] - largest;
        }
        Unary.apply(UnaryOp.EXP, e, 0, e, 0, padded);
        for (int i = from; i < to; i++) {
            int out = i * columns;
            int target = classes.at(i);
            if (target == ignored) {
                losses[i] = 0;
                Arrays.fill(gradient, out, out + columns, 0);
                continue;
            }
            int row = (i - from) * room;
            float sum = LaneSums.wholeGroups(e, row, room);
            losses[i] = Log.of(sum) - losses[i];
            float factor = weight / sum;
            scale(e, row, columns, factor, gradient, out);
            // not by what has just been stored: a load of parts of two stores waits for both
            gradient[out + target] = e[row + target] * factor - weight;
        }
    }

    private static float largest(float[] a, int offset, int n) {
        FloatVector largest = load(a, offset + n - COUNT);
        for (int j = 0; j + COUNT < n; j += COUNT) {
            // called on what is loaded, whose class C2 knows: on what the loop carries, the call stays one, and boxes
            largest = load(a, offset + j).max(largest);
        }
        // in whatever order: the largest is the same, and NaN where there is one
        return largest.reduceLanes(VectorOperators.MAX);
    }

    private static void shift(float[] a, int offset, int n, float down, float[] c, int to) {
        for (int j = 0; j + COUNT < n; j += COUNT) {
            load(a, offset + j).sub(down).intoArray(c, to + j);
        }
        load(a, offset + n - COUNT).sub(down).intoArray(c, to + n - COUNT);
    }

    private static void scale(float[] a, int offset, int n, float factor, float[] c, int to) {
        for (int j = 0; j + COUNT < n; j += COUNT) {
            load(a, offset + j).mul(factor).intoArray(c, to + j);
        }
        load(a, offset + n - COUNT).mul(factor).intoArray(c, to + n - COUNT);
    }
}
