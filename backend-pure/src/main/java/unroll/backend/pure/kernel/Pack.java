package unroll.backend.pure.kernel;

/** Copies the right operand of a product into rows that are arrays of their own. */
public final class Pack {
    private Pack() {
    }

    /** Rows {@code from} to {@code to} of the transpose of an [n, k] matrix. */
    public static void transposed(float[] b, int offset, int k, int n, float[][] into, int from, int to) {
        for (int p = from; p < to; p++) {
            float[] row = into[p];
            for (int j = 0; j < n; j++) {
                row[j] = b[offset + j * k + p];
            }
        }
    }

    /** Rows of a matrix of n columns, from one on, as the rows from {@code first} on. */
    public static void range(float[] b, int offset, int n, int count, float[][] into, int first) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(b, offset + i * n, into[first + i], 0, n);
        }
    }
}
