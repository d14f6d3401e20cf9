package unroll.backend.tornado.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What the host has written and the device has not seen yet. A launch costs far more than the copy of a few thousand
 * floats, so that what is written one after another goes in one, before the next kernel runs.
 */
final class Pending {
    private static final int MOST = 12;

    private final FloatArray values;
    private final int[] begins = new int[MOST];
    private final int[] places = new int[MOST];
    private int segments;
    private int count;

    /**
     * Without any.
     *
     * @param values where they are gathered
     */
    Pending(FloatArray values) {
        this.values = values;
    }

    int count() {
        return count;
    }

    /** Whether there is room for a segment, and it lies apart from the others, which the device writes in any order. */
    boolean takes(int length, int to) {
        if (segments == MOST || count + length > values.getSize()) {
            return false;
        }
        for (int i = 0; i < segments; i++) {
            int end = i + 1 < segments ? begins[i + 1] : count;
            if (to < places[i] + end - begins[i] && places[i] < to + length) {
                return false;
            }
        }
        return true;
    }

    private void add(int length, int to) {
        begins[segments] = count;
        places[segments] = to;
        segments++;
        count += length;
    }

    void add(float[] source, int from, int length, int to) {
        MemorySegment.copy(source, from, values.getSegment(), ValueLayout.JAVA_FLOAT, (long) count * Float.BYTES,
                length);
        add(length, to);
    }

    void add(float value, int length, int to) {
        for (int i = 0; i < length; i++) {
            values.set(count + i, value);
        }
        add(length, to);
    }

    /** Puts everything where the kernel looks for it, and forgets it. */
    void give(FloatArray staged, IntArray at) {
        if (!staged.equals(values)) {
            MemorySegment.copy(values.getSegment(), 0, staged.getSegment(), 0, (long) count * Float.BYTES);
        }
        at.set(0, count);
        at.set(1, segments);
        for (int i = 0; i < segments; i++) {
            at.set(2 + 2 * i, begins[i]);
            at.set(3 + 2 * i, places[i]);
        }
        segments = 0;
        count = 0;
    }
}
