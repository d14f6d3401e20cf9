package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import unroll.api.tensor.Indices;

/** Adds whole rows of n elements, n at least one vector. */
final class RowSums {
    private RowSums() {
    }

    /** Room for {@link #addToEach}. */
    static int room(int n) {
        return n + COUNT;
    }

    /**
     * As {@link unroll.backend.pure.kernel.Rows#addToEach}, in vectors that pay no heed to where a row ends: the vector
     * with its own beginning after its end gives the right elements from any place on.
     *
     * @param ring {@link #room} elements
     */
    static void addToEach(float[] c, int to, int m, float[] vector, int offset, int n, float[] ring) {
        System.arraycopy(vector, offset, ring, 0, n);
        System.arraycopy(vector, offset, ring, n, COUNT);
        int end = FLOATS.loopBound(m * n);
        int place = 0;
        for (int i = 0; i < end; i += COUNT) {
            load(c, to + i).add(load(ring, place)).intoArray(c, to + i);
            int next = place + COUNT;
            place = next < n ? next : next - n;
        }
        for (int i = end; i < m * n; i++) {
            c[to + i] += ring[place];
            place++;
        }
    }

    /** As {@link unroll.backend.pure.kernel.Rows#scatterAdd}. */
    static void scatterAdd(float[] source, int offset, Indices rows, int n, float[] table) {
        for (int i = 0; i < rows.length(); i++) {
            Binary.addScaled(table, rows.at(i) * n, 1, source, offset + i * n, n);
        }
    }

    /** As {@link unroll.backend.pure.kernel.Sums#ofRows}: the rows go by once for every two vectors of columns. */
    static void ofRows(float[] a, int offset, int m, int n, float[] sums, int to) {
        for (int j = 0; j < n; j += 2 * COUNT) {
            int first = Math.min(j, n - COUNT);
            int second = Math.min(j + COUNT, n - COUNT);
            twoColumns(a, offset, first, second, m, n, sums, to);
        }
    }

    private static void twoColumns(float[] a, int offset, int first, int second, int m, int n, float[] sums, int to) {
        FloatVector sum0 = FloatVector.zero(FLOATS);
        FloatVector sum1 = FloatVector.zero(FLOATS);
        for (int i = 0; i < m; i++) {
            int row = offset + i * n;
            sum0 = sum0.add(load(a, row + first));
            sum1 = sum1.add(load(a, row + second));
        }
        sum0.intoArray(sums, to + first);
        sum1.intoArray(sums, to + second);
    }
}
