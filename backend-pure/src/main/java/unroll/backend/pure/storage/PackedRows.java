package unroll.backend.pure.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The right operand of a product with each row in an array of its own. C2 vectorises a loop over several arrays only
 * where all are indexed alike, which rows at different offsets of one array are not.
 */
public final class PackedRows {
    private static final float[] EMPTY = new float[0];

    private float[][] rows = new float[0][];
    private long bytes;
    @Nullable
    PackedRows next;

    PackedRows() {
    }

    /** Row by row; there may be more and longer ones than were asked for. */
    public float[][] rows() {
        return rows;
    }

    /** Bytes of all rows. */
    long bytes() {
        return bytes;
    }

    /** Makes room. What has been made when memory runs out is kept. */
    void grow(int count, int width) {
        if (rows.length < count) {
            float[][] more = new float[SizeClass.length(count)][];
            System.arraycopy(rows, 0, more, 0, rows.length);
            Arrays.fill(more, rows.length, more.length, EMPTY);
            rows = more;
        }
        int length = SizeClass.length(width);
        for (int i = 0; i < count; i++) {
            if (rows[i].length < width) {
                int before = rows[i].length;
                rows[i] = new float[length];
                bytes += (long) (length - before) * Float.BYTES;
            }
        }
    }
}
