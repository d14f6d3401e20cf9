package unroll.core.dryrun;

import unroll.api.support.CheckedUpdates;
import unroll.api.tensor.Composite;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** Changes nothing, since there is nothing to change. A composite with a kernel is assigned in place. */
final class DryUpdates extends CheckedUpdates<DryTensor> {
    private final DryBackend backend;

    DryUpdates(DryBackend backend, TensorOps ops) {
        super(backend, ops);
        this.backend = backend;
    }

    @Override
    protected <A> boolean assigned(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        return backend.hasKernel(composite);
    }

    @Override
    protected void set(DryTensor destination, double value) {
        // no values
    }

    @Override
    protected void put(DryTensor destination, int offset, DryTensor source) {
        // no values
    }

    @Override
    protected void addScaled(DryTensor destination, double factor, DryTensor source) {
        // no values
    }

    @Override
    protected void multiplyBy(DryTensor destination, DryTensor factor) {
        // no values
    }
}
