package unroll.backend.pure.kernel;

import java.util.Arrays;

/**
 * Sums in the one order that vectors of any width up to 16 can follow: lane l of 16 takes elements l, l + 16, …, from 0
 * on; then neighbours among the lanes are added, and neighbours among those sums, until one is left.
 */
public final class Sums {
    private static final int LANES = 16;
    private static final int GROUP = 4;

    private Sums() {
    }

    /** The sum of n elements. */
    public static float all(float[] a, int offset, int n) {
        int end = offset + n;
        float left = fourLanes(a, offset, end) + fourLanes(a, offset + GROUP, end);
        float right = fourLanes(a, offset + 2 * GROUP, end) + fourLanes(a, offset + 3 * GROUP, end);
        return left + right;
    }

    private static float fourLanes(float[] a, int first, int end) {
        float lane0 = 0;
        float lane1 = 0;
        float lane2 = 0;
        float lane3 = 0;
        int i = first;
        for (; i + 3 < end; i += LANES) {
            lane0 += a[i];
            lane1 += a[i + 1];
            lane2 += a[i + 2];
            lane3 += a[i + 3];
        }
        lane0 += i < end ? a[i] : 0;
        lane1 += i + 1 < end ? a[i + 1] : 0;
        lane2 += i + 2 < end ? a[i + 2] : 0;
        return (lane0 + lane1) + (lane2 + lane3);
    }

    /** The sum of each of m rows of n elements. */
    public static void ofEachRow(float[] a, int offset, int m, int n, float[] sums, int to) {
        for (int i = 0; i < m; i++) {
            sums[to + i] = all(a, offset + i * n, n);
        }
    }

    /** The sum of m rows of n elements: for each column in the order of the rows, from 0. */
    public static void ofRows(float[] a, int offset, int m, int n, float[] sums, int to) {
        Arrays.fill(sums, to, to + n, 0);
        for (int i = 0; i < m; i++) {
            int row = offset + i * n;
            for (int j = 0; j < n; j++) {
                sums[to + j] += a[row + j];
            }
        }
    }
}
