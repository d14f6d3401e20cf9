package unroll.tck.reference;

import java.nio.DoubleBuffer;
import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;

/** Row-major elements. The data of a parameter block's slice is a part of the block's data. */
final class ReferenceTensor extends AbstractTensor {
    final ReferenceScope scope;
    final DoubleBuffer data;

    ReferenceTensor(ReferenceScope scope, Shape shape, DType dtype, DoubleBuffer data) {
        super(scope, shape, dtype);
        this.scope = scope;
        this.data = data;
    }
}
