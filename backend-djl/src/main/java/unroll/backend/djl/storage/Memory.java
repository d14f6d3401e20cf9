package unroll.backend.djl.storage;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;

/**
 * A tensor's memory, in place: for what the engine's Java side has no operation for, or a slower one. libtorch on the
 * processor has done its work when it returns, so this may be used at once; it must not outlive the call it is used in.
 */
public final class Memory {
    private final MemorySegment segment;
    private final DType dtype;

    private Memory(MemorySegment segment, DType dtype) {
        this.segment = segment;
        this.dtype = dtype;
    }

    /** The memory of a tensor. */
    public static Memory of(DjlTensor tensor) {
        return of(tensor.array(), tensor.size(), tensor.dtype());
    }

    /** The memory of an array that lies in order. */
    public static Memory of(PtNDArray array, int size, DType dtype) {
        return new Memory(segment(array, (long) size * dtype.bytes()), dtype);
    }

    /** The bytes of an array. The engine hands them over as a buffer, of which there are none above 2 GiB. */
    static MemorySegment segment(PtNDArray array, long bytes) {
        if (bytes == 0) {
            return MemorySegment.NULL;
        }
        return bytes <= Integer.MAX_VALUE ? buffer(array) : beyondBuffers(array, bytes);
    }

    private static MemorySegment buffer(PtNDArray array) {
        return MemorySegment.ofBuffer(JniUtils.getByteBuffer(array, true));
    }

    /** From the place of the first element. */
    @SuppressWarnings("restricted") // the plugin runs with native access: libtorch itself needs it
    static MemorySegment beyondBuffers(PtNDArray array, long bytes) {
        try (PtNDArray run = JniUtils.reshape(array, new long[] {-1});
                PtNDArray first = JniUtils.slice(run, 0, 0, 1, 1)) {
            return MemorySegment.ofAddress(buffer(first).address()).reinterpret(bytes);
        }
    }

    /** One element. */
    public double get(long index) {
        return dtype == DType.FLOAT32
                ? segment.getAtIndex(ValueLayout.JAVA_FLOAT, index)
                : segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    /** Sets one element, rounded to the type. */
    public void set(long index, double value) {
        if (dtype == DType.FLOAT32) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
        } else {
            segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
        }
    }

    /** Sets every element. */
    public void fill(double value) {
        fill(0, segment.byteSize() / dtype.bytes(), value);
    }

    /** Sets {@code count} elements from {@code from} on. */
    public void fill(long from, long count, double value) {
        if (Double.doubleToRawLongBits(value) == 0) {
            segment.asSlice(from * dtype.bytes(), count * dtype.bytes()).fill((byte) 0);
            return;
        }
        for (long i = from; i < from + count; i++) {
            set(i, value);
        }
    }

    /** Sets the elements from the start, each rounded to the type. */
    public void put(double[] values, int count) {
        if (dtype == DType.FLOAT64) {
            MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_DOUBLE, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) values[i]);
        }
    }

    /** Sets the elements of a float32 tensor from the start. */
    public void put(float[] values, int offset, int count) {
        MemorySegment.copy(values, offset, segment, ValueLayout.JAVA_FLOAT, 0, count);
    }

    /** Copies {@code count} elements out from the start, rounded to float. */
    public void get(float[] destination, int offset, int count) {
        if (dtype == DType.FLOAT32) {
            MemorySegment.copy(segment, ValueLayout.JAVA_FLOAT, 0, destination, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            destination[offset + i] = (float) segment.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
        }
    }

    /** Copies {@code count} elements out from the start. */
    public void get(double[] destination, int offset, int count) {
        if (dtype == DType.FLOAT64) {
            MemorySegment.copy(segment, ValueLayout.JAVA_DOUBLE, 0, destination, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            destination[offset + i] = segment.getAtIndex(ValueLayout.JAVA_FLOAT, i);
        }
    }

    /** Copies {@code count} elements of {@code source} from {@code from} on to {@code at}; the two may overlap. */
    public void copy(long at, Memory source, long from, long count) {
        int bytes = dtype.bytes();
        MemorySegment.copy(source.segment, from * bytes, segment, at * bytes, count * bytes);
    }

    /** Adds row i of the source, of {@code width} elements, to row {@code rows.at(i)} of this, for i from 0 on. */
    public void addRows(Memory source, Indices rows, int width) {
        for (int i = 0; i < rows.length(); i++) {
            long from = (long) i * width;
            long to = (long) rows.at(i) * width;
            if (dtype == DType.FLOAT32) {
                addFloats(source.segment, from, to, width);
            } else {
                addDoubles(source.segment, from, to, width);
            }
        }
    }

    private void addFloats(MemorySegment source, long from, long to, int count) {
        for (int i = 0; i < count; i++) {
            float sum = segment.getAtIndex(ValueLayout.JAVA_FLOAT, to + i)
                    + source.getAtIndex(ValueLayout.JAVA_FLOAT, from + i);
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, to + i, sum);
        }
    }

    private void addDoubles(MemorySegment source, long from, long to, int count) {
        for (int i = 0; i < count; i++) {
            double sum = segment.getAtIndex(ValueLayout.JAVA_DOUBLE, to + i)
                    + source.getAtIndex(ValueLayout.JAVA_DOUBLE, from + i);
            segment.setAtIndex(ValueLayout.JAVA_DOUBLE, to + i, sum);
        }
    }
}
