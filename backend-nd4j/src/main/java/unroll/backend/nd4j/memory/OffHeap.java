package unroll.backend.nd4j.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Moves floats outside the heap. Nothing is checked here: an address is where a tensor lies, and what fits was decided at
 * the door.
 */
public final class OffHeap {
    @SuppressWarnings("restricted") // the bounds are the tensors', not the segment's
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final long FLOAT = Float.BYTES;
    private static final int FIRST_FILLED = 16;

    private OffHeap() {
    }

    /** Copies floats; the two places may overlap. */
    public static void copy(long from, long to, long count) {
        MemorySegment.copy(ALL, from, ALL, to, count * FLOAT);
    }

    /** Copies floats into the heap. */
    public static void read(long from, float[] destination, int offset, int count) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_FLOAT, from, destination, offset, count);
    }

    /** Copies floats out of the heap. */
    public static void write(float[] source, int offset, long to, int count) {
        MemorySegment.copy(source, offset, ALL, ValueLayout.JAVA_FLOAT, to, count);
    }

    /** One float. */
    public static float get(long address) {
        return ALL.get(ValueLayout.JAVA_FLOAT, address);
    }

    /** Sets one float. */
    public static void set(long address, float value) {
        ALL.set(ValueLayout.JAVA_FLOAT, address, value);
    }

    /** Sets eight bytes. */
    public static void setLong(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG, address, value);
    }

    /** Sets floats to zero. */
    public static void zero(long to, long count) {
        ALL.asSlice(to, count * FLOAT).fill((byte) 0);
    }

    /** Sets floats to one value: the first few one by one, the rest by copies that double. */
    public static void fill(long to, long count, float value) {
        long filled = Math.min(count, FIRST_FILLED);
        for (long i = 0; i < filled; i++) {
            set(to + i * FLOAT, value);
        }
        while (filled < count) {
            long more = Math.min(filled, count - filled);
            copy(to, to + filled * FLOAT, more);
            filled += more;
        }
    }

    /** Copies {@code rows} rows of {@code width} floats, that begin {@code fromStride} and {@code toStride} apart. */
    public static void copyRows(long from, int fromStride, long to, int toStride, int rows, int width) {
        if (fromStride == width && toStride == width) {
            copy(from, to, (long) rows * width);
            return;
        }
        for (int i = 0; i < rows; i++) {
            copy(from + (long) i * fromStride * FLOAT, to + (long) i * toStride * FLOAT, width);
        }
    }
}
