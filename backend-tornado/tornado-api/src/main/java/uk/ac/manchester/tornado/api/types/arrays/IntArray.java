package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An array of ints outside the heap. */
public final class IntArray extends TornadoNativeArray {
    private final MemorySegment elements;
    private final int numberOfElements;

    /** An array of zeros. */
    public IntArray(int numberOfElements) {
        this.numberOfElements = numberOfElements;
        this.elements = Arena.ofAuto()
                .allocate(ARRAY_HEADER + (long) numberOfElements * Integer.BYTES, ARRAY_HEADER)
                .asSlice(ARRAY_HEADER);
    }

    public int get(int index) {
        return elements.getAtIndex(ValueLayout.JAVA_INT, index);
    }

    public void set(int index, int value) {
        elements.setAtIndex(ValueLayout.JAVA_INT, index, value);
    }

    @Override
    public int getSize() {
        return numberOfElements;
    }

    @Override
    public MemorySegment getSegment() {
        return elements;
    }

    @Override
    public long getNumBytesOfSegment() {
        return elements.byteSize();
    }

    @Override
    public int getElementSize() {
        return Integer.BYTES;
    }
}
