package unroll.backend.nd4j.call;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import unroll.backend.nd4j.memory.OffHeap;

/**
 * libnd4j's description of an array: rank, extents, strides, flags, the stride between elements, and the order. Written
 * by hand, because libnd4j keeps those it makes itself for ever. A vector's extent is set for each call.
 */
final class ShapeInfo extends LongPointer {
    /** Room for one. */
    static final long BYTES = 6 * Long.BYTES;

    /** The element type in the flags. */
    private static final long FLOAT32 = 1 << 13;
    private static final long C_ORDER = 'c';

    private ShapeInfo(long place) {
        super((@Nullable Pointer) null);
        address = place;
    }

    /** Describes a vector, whose extent is not set yet. */
    static ShapeInfo vector(long place) {
        return new ShapeInfo(place).write(1, 0, 1, FLOAT32, 1, C_ORDER);
    }

    /** Describes a scalar. */
    static ShapeInfo scalar(long place) {
        return new ShapeInfo(place).write(0, FLOAT32, 1, C_ORDER);
    }

    private ShapeInfo write(long... words) {
        for (int i = 0; i < words.length; i++) {
            OffHeap.setLong(address + i * (long) Long.BYTES, words[i]);
        }
        return this;
    }

    /** Itself, describing a vector of so many elements. */
    ShapeInfo extent(long count) {
        OffHeap.setLong(address + Long.BYTES, count);
        return this;
    }
}
