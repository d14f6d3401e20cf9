package uk.ac.manchester.tornado.api;

import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** A part of an array. */
public class DataRange {
    private final TornadoNativeArray tornadoNativeArray;
    private long offset;
    private long partialSize;

    /** All of it, until told otherwise. */
    public DataRange(TornadoNativeArray tornadoNativeArray) {
        this.tornadoNativeArray = tornadoNativeArray;
        this.partialSize = tornadoNativeArray.getSize();
    }

    /** From this element on. */
    public DataRange withOffset(long offset) {
        this.offset = offset;
        return this;
    }

    /** So many elements. */
    public DataRange withSize(long size) {
        this.partialSize = size;
        return this;
    }

    TornadoNativeArray array() {
        return tornadoNativeArray;
    }

    long firstByte() {
        return offset * tornadoNativeArray.getElementSize();
    }

    long bytes() {
        return partialSize * tornadoNativeArray.getElementSize();
    }
}
