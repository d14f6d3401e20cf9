package unroll.backend.pure.kernel;

import java.util.Arrays;
import unroll.api.tensor.Indices;

/** Moves and adds whole rows of n elements. */
public final class Rows {
    private Rows() {
    }

    /** Row {@code rows.at(i)} of the table becomes row i. */
    public static void gather(float[] table, int offset, Indices rows, int n, float[] c, int to) {
        for (int i = 0; i < rows.length(); i++) {
            System.arraycopy(table, offset + rows.at(i) * n, c, to + i * n, n);
        }
    }

    /** Adds row i to row {@code rows.at(i)} of a table of zeros, in order. */
    public static void scatterAdd(float[] source, int offset, Indices rows, int n, float[] table) {
        for (int i = 0; i < rows.length(); i++) {
            add(table, rows.at(i) * n, source, offset + i * n, n);
        }
    }

    private static void add(float[] c, int to, float[] a, int from, int n) {
        for (int j = 0; j < n; j++) {
            c[to + j] += a[from + j];
        }
    }

    /** Adds the vector to each of m rows. */
    public static void addToEach(float[] c, int to, int m, float[] vector, int offset, int n) {
        for (int i = 0; i < m; i++) {
            add(c, to + i * n, vector, offset, n);
        }
    }

    /** The vector as each of m rows. */
    public static void expand(float[] vector, int offset, int m, int n, float[] c, int to) {
        for (int i = 0; i < m; i++) {
            System.arraycopy(vector, offset, c, to + i * n, n);
        }
    }

    /** Element i of the vector as all of row i. */
    public static void expandAlongColumns(float[] vector, int offset, int m, int n, float[] c, int to) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, to + i * n, to + i * n + n, vector[offset + i]);
        }
    }

    /** Copies n elements of each of m rows between matrices whose rows lie at the given strides. */
    public static void copy(float[] a, int from, int fromStride, float[] c, int to, int toStride, int m, int n) {
        for (int i = 0; i < m; i++) {
            System.arraycopy(a, from + i * fromStride, c, to + i * toStride, n);
        }
    }
}
