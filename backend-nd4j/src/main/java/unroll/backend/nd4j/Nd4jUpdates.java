package unroll.backend.nd4j;

import unroll.api.composite.AdamUpdate;
import unroll.api.support.CheckedUpdates;
import unroll.api.tensor.TensorOps;
import unroll.backend.nd4j.call.WithScalar;
import unroll.backend.nd4j.fused.AdamKernel;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/** The operations in place. */
final class Nd4jUpdates extends CheckedUpdates<OffHeapTensor> {
    private final OffHeapScope scope;

    Nd4jUpdates(StoragePool pool, OffHeapScope scope, TensorOps ops) {
        super(pool, ops);
        this.scope = scope;
    }

    @Override
    protected void set(OffHeapTensor destination, double value) {
        OffHeap.fill(destination.address(), destination.size(), (float) value);
    }

    @Override
    protected void put(OffHeapTensor destination, int offset, OffHeapTensor source) {
        OffHeap.copy(source.address(), destination.address(offset), source.size());
    }

    @Override
    protected void addScaled(OffHeapTensor destination, double factor, OffHeapTensor source) {
        long from = source.address();
        if (from != destination.address() && source.overlaps(destination)) {
            OffHeapTensor copy = scope.dirty(source.shape());
            OffHeap.copy(from, copy.address(), source.size());
            from = copy.address();
        }
        scope.calls().blas().addScaled((float) factor, from, destination.address(), source.size());
    }

    @Override
    protected void multiplyBy(OffHeapTensor destination, OffHeapTensor factor) {
        // by value, as the factor may be one of the elements
        scope.calls().elementwise().apply(WithScalar.MULTIPLY, destination.address(), OffHeap.get(factor.address()),
                destination.address(), destination.size());
    }

    @Override
    protected boolean adam(AdamUpdate.Constants constants, OffHeapTensor parameters, OffHeapTensor gradients,
            OffHeapTensor mean, OffHeapTensor square, OffHeapTensor scalars) {
        return AdamKernel.update(scope, constants, parameters, gradients, mean, square, scalars);
    }
}
