package unroll.backend.pure.kernel;

/** Largest elements; NaN wherever one is NaN. */
public final class Maxima {
    private Maxima() {
    }

    /** The largest of n elements, n at least 1. */
    public static float of(float[] a, int offset, int n) {
        float largest = a[offset];
        for (int i = 1; i < n; i++) {
            largest = Math.max(largest, a[offset + i]);
        }
        return largest;
    }

    /** The largest of each of m rows of n elements. */
    public static void ofEachRow(float[] a, int offset, int m, int n, float[] c, int to) {
        for (int i = 0; i < m; i++) {
            c[to + i] = of(a, offset + i * n, n);
        }
    }

    /** The largest of each column of m rows of n elements, m at least 1. */
    public static void ofEachColumn(float[] a, int offset, int m, int n, float[] c, int to) {
        System.arraycopy(a, offset, c, to, n);
        for (int i = 1; i < m; i++) {
            int row = offset + i * n;
            for (int j = 0; j < n; j++) {
                c[to + j] = Math.max(c[to + j], a[row + j]);
            }
        }
    }
}
