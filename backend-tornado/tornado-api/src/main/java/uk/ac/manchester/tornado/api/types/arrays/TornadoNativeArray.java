package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;

/** An array outside the heap, of which a device may have a copy. */
public abstract sealed class TornadoNativeArray permits FloatArray, IntArray {
    /** Bytes before the first element. */
    static final long ARRAY_HEADER = 16;

    /** For the types of elements. */
    protected TornadoNativeArray() {
    }

    /** The number of elements. */
    public abstract int getSize();

    /** The elements. */
    public abstract MemorySegment getSegment();

    /** Bytes of the elements. */
    public abstract long getNumBytesOfSegment();

    /** Bytes of an element. */
    public abstract int getElementSize();
}
