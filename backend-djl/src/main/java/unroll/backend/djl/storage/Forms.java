package unroll.backend.djl.storage;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;

/** Types and shapes in the engine's terms. The engine has more types; none but these two and int64 ever reach it. */
public final class Forms {
    private Forms() {
    }

    /** The engine's name of a type. */
    public static DataType type(DType dtype) {
        return dtype == DType.FLOAT32 ? DataType.FLOAT32 : DataType.FLOAT64;
    }

    /** The dimensions of a shape. */
    public static long[] dimensions(Shape shape) {
        long[] dimensions = new long[shape.rank()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = shape.dim(i);
        }
        return dimensions;
    }

    /** An array whose elements are whatever its memory was left with. */
    static PtNDArray empty(PtNDManager owner, Shape shape, DataType type) {
        return JniUtils.createEmptyNdArray(owner, new ai.djl.ndarray.types.Shape(dimensions(shape)), type, Device.cpu(),
                SparseFormat.DENSE);
    }

    /** An array of one value. */
    public static PtNDArray full(PtNDManager owner, Shape shape, DType dtype, double value) {
        return JniUtils.full(owner, new ai.djl.ndarray.types.Shape(dimensions(shape)), value, type(dtype), Device.cpu(),
                SparseFormat.DENSE);
    }
}
