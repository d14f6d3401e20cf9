package unroll.core.float64;

import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;

/** Row-major elements from some place of an array on: those of a block's slice are a part of the block's. */
final class Float64Tensor extends AbstractTensor {
    final Float64Scope scope;
    final double[] data;
    final int offset;

    Float64Tensor(Float64Scope scope, Shape shape, DType dtype, double[] data, int offset) {
        super(scope, shape, dtype);
        this.scope = scope;
        this.data = data;
        this.offset = offset;
    }

    int size() {
        return shape().size();
    }

    /** The end of its elements in the array. */
    int end() {
        return offset + size();
    }
}
