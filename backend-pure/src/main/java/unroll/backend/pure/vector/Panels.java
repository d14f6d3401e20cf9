package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Fills the panels of a right operand. */
final class Panels {
    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.fromValues(FOUR, 1, 0, 3, 2);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.fromValues(FOUR, 2, 3, 0, 1);
    private static final VectorMask<Float> ODD = VectorMask.fromValues(FOUR, false, true, false, true);
    private static final VectorMask<Float> UPPER = VectorMask.fromValues(FOUR, false, false, true, true);

    private Panels() {
    }

    /** Three vectors of each of {@code count} rows that lie n apart; the second and third start j1 and j2 later. */
    static void putThree(float[] b, int offset, int n, int j1, int j2, int count, float[] panels, int panel) {
        for (int p = 0; p < count; p++) {
            int row = offset + p * n;
            int to = panel + p * (3 * COUNT);
            load(b, row).intoArray(panels, to);
            load(b, row + j1).intoArray(panels, to + COUNT);
            load(b, row + j2).intoArray(panels, to + 2 * COUNT);
        }
    }

    /** Two vectors of each row. */
    static void putTwo(float[] b, int offset, int n, int j1, int count, float[] panels, int panel) {
        for (int p = 0; p < count; p++) {
            int row = offset + p * n;
            int to = panel + p * (2 * COUNT);
            load(b, row).intoArray(panels, to);
            load(b, row + j1).intoArray(panels, to + COUNT);
        }
    }

    /** Rows of k elements become the lanes of k vectors that lie {@code step} apart. */
    static void putTransposed(float[] b, int offset, int k, float[] panels, int panel, int step) {
        for (int lane = 0; lane < COUNT; lane += 4) {
            int done = squares(b, offset + lane * k, k, panels, panel + lane, step);
            rest(b, offset + lane * k, k, done, panels, panel + lane, step);
        }
    }

    /** Four rows by four columns at a time, in vectors of four lanes whatever the width; returns how many columns. */
    private static int squares(float[] b, int row, int k, float[] panels, int at, int step) {
        int end = FOUR.loopBound(k);
        for (int p = 0; p < end; p += 4) {
            FloatVector r0 = FloatVector.fromArray(FOUR, b, row + p);
            FloatVector r1 = FloatVector.fromArray(FOUR, b, row + k + p);
            FloatVector r2 = FloatVector.fromArray(FOUR, b, row + 2 * k + p);
            FloatVector r3 = FloatVector.fromArray(FOUR, b, row + 3 * k + p);
            // exchange with the neighbour, then with the one after it
            FloatVector s0 = r0.blend(r1.rearrange(BY_1), ODD);
            FloatVector s1 = r0.rearrange(BY_1).blend(r1, ODD);
            FloatVector s2 = r2.blend(r3.rearrange(BY_1), ODD);
            FloatVector s3 = r2.rearrange(BY_1).blend(r3, ODD);
            int to = at + p * step;
            s0.blend(s2.rearrange(BY_2), UPPER).intoArray(panels, to);
            s1.blend(s3.rearrange(BY_2), UPPER).intoArray(panels, to + step);
            s0.rearrange(BY_2).blend(s2, UPPER).intoArray(panels, to + 2 * step);
            s1.rearrange(BY_2).blend(s3, UPPER).intoArray(panels, to + 3 * step);
        }
        return end;
    }

    private static void rest(float[] b, int row, int k, int from, float[] panels, int at, int step) {
        for (int p = from; p < k; p++) {
            int to = at + p * step;
            panels[to] = b[row + p];
            panels[to + 1] = b[row + k + p];
            panels[to + 2] = b[row + 2 * k + p];
            panels[to + 3] = b[row + 3 * k + p];
        }
    }
}
