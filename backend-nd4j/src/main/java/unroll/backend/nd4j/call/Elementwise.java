package unroll.backend.nd4j.call;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.nativeblas.OpaqueDataBuffer;
import unroll.backend.nd4j.memory.OffHeap;

/**
 * libnd4j's elementwise operations on runs of floats. A result may lie where an argument lies. Three of libnd4j's buffers
 * are moved from call to call, which costs a fortieth of the executioner's way through INDArray.
 */
public final class Elementwise implements AutoCloseable {
    /** Room for the two shapes and a number. */
    static final long BYTES = 2 * ShapeInfo.BYTES + 16;

    private static final int FLOAT32 = 5;
    private static final @Nullable PointerPointer<?> NO_EXTRAS = null;
    private static final @Nullable LongPointer NO_DEVICE_SHAPE = null;
    private static final @Nullable Pointer NO_ARGUMENTS = null;
    private static final @Nullable Pointer NO_DEVICE = null;

    private final Nd4jCpu library;
    private final Address place = new Address();
    private final OpaqueDataBuffer x;
    private final OpaqueDataBuffer y;
    private final OpaqueDataBuffer z;
    private final ShapeInfo vector;
    private final ShapeInfo scalar;
    private final long number;

    /**
     * On a library that is loaded.
     *
     * @param room {@link #BYTES} bytes that stay its own
     */
    Elementwise(Nd4jCpu library, long room) {
        this.library = library;
        this.vector = ShapeInfo.vector(room);
        this.scalar = ShapeInfo.scalar(room + ShapeInfo.BYTES);
        this.number = room + 2 * ShapeInfo.BYTES;
        this.x = buffer();
        this.y = buffer();
        this.z = buffer();
    }

    private OpaqueDataBuffer buffer() {
        return library.dbCreateExternalDataBuffer(1, FLOAT32, place.at(number), NO_DEVICE);
    }

    private OpaqueDataBuffer move(OpaqueDataBuffer buffer, long to, long count) {
        library.dbSetPrimaryBuffer(buffer, place.at(to), count);
        return buffer;
    }

    /** z = op(x). */
    public void apply(Transform op, long from, long to, long count) {
        if (count == 0) {
            return;
        }
        move(x, from, count);
        move(z, to, count);
        ShapeInfo shape = vector.extent(count);
        switch (op.table) {
            case STRICT -> library.execTransformStrict(NO_EXTRAS, op.number, x, shape, NO_DEVICE_SHAPE, z, shape,
                    NO_DEVICE_SHAPE, NO_ARGUMENTS);
            case SAME -> library.execTransformSame(NO_EXTRAS, op.number, x, shape, NO_DEVICE_SHAPE, z, shape,
                    NO_DEVICE_SHAPE, NO_ARGUMENTS);
            case FLOAT -> library.execTransformFloat(NO_EXTRAS, op.number, x, shape, NO_DEVICE_SHAPE, z, shape,
                    NO_DEVICE_SHAPE, NO_ARGUMENTS);
        }
        check(op);
    }

    /** z = x op y. */
    public void apply(Pairwise op, long left, long right, long to, long count) {
        if (count == 0) {
            return;
        }
        move(x, left, count);
        move(y, right, count);
        move(z, to, count);
        ShapeInfo shape = vector.extent(count);
        library.execPairwiseTransform(NO_EXTRAS, op.number, x, shape, NO_DEVICE_SHAPE, y, shape, NO_DEVICE_SHAPE, z,
                shape, NO_DEVICE_SHAPE, NO_ARGUMENTS);
        check(op);
    }

    /** z = x op the number at an address. */
    public void applyAt(WithScalar op, long from, long numberAt, long to, long count) {
        if (count == 0) {
            return;
        }
        move(x, from, count);
        move(y, numberAt, 1);
        move(z, to, count);
        ShapeInfo shape = vector.extent(count);
        library.execScalar(NO_EXTRAS, op.number, x, shape, NO_DEVICE_SHAPE, z, shape, NO_DEVICE_SHAPE, y, scalar,
                NO_DEVICE_SHAPE, NO_ARGUMENTS);
        check(op);
    }

    /** z = x op value. */
    public void apply(WithScalar op, long from, float value, long to, long count) {
        OffHeap.set(number, value);
        applyAt(op, from, number, to, count);
    }

    /**
     * The hyperbolic tangent, as 2 sigmoid(2 x) - 1: libnd4j's own is made of the same exponentials, no nearer to the
     * value, and takes twice as long. What both lose near zero is put right.
     *
     * @param to not {@code from}
     */
    public void tanh(long from, long to, long count) {
        apply(WithScalar.MULTIPLY, from, 2, to, count);
        apply(Transform.SIGMOID, to, to, count);
        apply(WithScalar.MULTIPLY, to, 2, to, count);
        apply(WithScalar.ADD, to, -1, to, count);
        TanhNearZero.correct(from, to, count);
    }

    private void check(Enum<?> op) {
        if (library.lastErrorCode() != 0) {
            throw new IllegalStateException("libnd4j failed in " + op + ": " + library.lastErrorMessage());
        }
    }

    @Override
    public void close() {
        library.deleteDataBuffer(x);
        library.deleteDataBuffer(y);
        library.deleteDataBuffer(z);
    }
}
