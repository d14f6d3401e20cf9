package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An array of floats outside the heap. */
public final class FloatArray extends TornadoNativeArray {
    private final MemorySegment elements;
    private final int numberOfElements;

    /** An array of zeros. */
    public FloatArray(int numberOfElements) {
        this.numberOfElements = numberOfElements;
        this.elements = Arena.ofAuto()
                .allocate(ARRAY_HEADER + (long) numberOfElements * Float.BYTES, ARRAY_HEADER)
                .asSlice(ARRAY_HEADER);
    }

    public float get(int index) {
        return elements.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    public void set(int index, float value) {
        elements.setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
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
        return Float.BYTES;
    }
}
