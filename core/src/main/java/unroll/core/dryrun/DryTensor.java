package unroll.core.dryrun;

import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;

/** A shape that stands for a tensor. */
final class DryTensor extends AbstractTensor {
    private final DryBackend backend;

    DryTensor(DryScope scope, Shape shape, DType dtype) {
        super(scope, shape, dtype);
        this.backend = scope.backend();
    }

    DryBackend backend() {
        return backend;
    }
}
