package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The last step of an odd k, added to sums that {@link FourRows} and {@link TwoRows} have stored. All is loaded before
 * anything is stored, since the vectors of a row may overlap.
 */
final class LastStep {
    private LastStep() {
    }

    /** Three vectors of a row: c = x b + c. */
    static void by3(float x, float[] b, int at, float[] c, int to, int j1, int j2) {
        FloatVector all = FloatVector.broadcast(FLOATS, x);
        FloatVector s0 = all.fma(FloatVector.fromArray(FLOATS, b, at), FloatVector.fromArray(FLOATS, c, to));
        FloatVector s1 = all.fma(FloatVector.fromArray(FLOATS, b, at + COUNT),
                FloatVector.fromArray(FLOATS, c, to + j1));
        FloatVector s2 = all.fma(FloatVector.fromArray(FLOATS, b, at + 2 * COUNT),
                FloatVector.fromArray(FLOATS, c, to + j2));
        s0.intoArray(c, to);
        s1.intoArray(c, to + j1);
        s2.intoArray(c, to + j2);
    }

    /** Two vectors of a row. */
    static void by2(float x, float[] b, int at, float[] c, int to, int j1) {
        FloatVector all = FloatVector.broadcast(FLOATS, x);
        FloatVector s0 = all.fma(FloatVector.fromArray(FLOATS, b, at), FloatVector.fromArray(FLOATS, c, to));
        FloatVector s1 = all.fma(FloatVector.fromArray(FLOATS, b, at + COUNT),
                FloatVector.fromArray(FLOATS, c, to + j1));
        s0.intoArray(c, to);
        s1.intoArray(c, to + j1);
    }
}
