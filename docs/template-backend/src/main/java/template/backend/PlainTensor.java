package template.backend;

import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;

/** Row-major elements from an offset on: a parameter's tensor is a part of its block's array. */
final class PlainTensor extends AbstractTensor {
    final PlainScope scope;
    final float[] data;
    final int offset;

    PlainTensor(PlainScope scope, Shape shape, float[] data, int offset) {
        super(scope, shape, DType.FLOAT32);
        this.scope = scope;
        this.data = data;
        this.offset = offset;
    }

    int size() {
        return shape().size();
    }
}
