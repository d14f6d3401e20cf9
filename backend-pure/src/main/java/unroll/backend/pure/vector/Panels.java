package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.load;

/** Fills the panels of a right operand. */
final class Panels {
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
            fourLanes(b, offset + lane * k, k, panels, panel + lane, step);
        }
    }

    private static void fourLanes(float[] b, int row, int k, float[] panels, int at, int step) {
        for (int p = 0; p < k; p++) {
            int to = at + p * step;
            panels[to] = b[row + p];
            panels[to + 1] = b[row + k + p];
            panels[to + 2] = b[row + 2 * k + p];
            panels[to + 3] = b[row + 3 * k + p];
        }
    }
}
