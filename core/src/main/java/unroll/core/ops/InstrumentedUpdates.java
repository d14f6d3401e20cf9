package unroll.core.ops;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;

/** The operations in place of {@link InstrumentedOps}. */
final class InstrumentedUpdates implements UpdateOps {
    private final InstrumentedOps owner;
    private final UpdateOps inner;

    InstrumentedUpdates(InstrumentedOps owner, UpdateOps inner) {
        this.owner = owner;
        this.inner = inner;
    }

    @Override
    public void fill(Tensor destination, double value) {
        owner.aroundUpdate("fill", Tensors.of(destination), () -> inner.fill(destination, value));
    }

    @Override
    public void copy(Tensor destination, Tensor source) {
        owner.aroundUpdate("copy", Tensors.of(destination), () -> inner.copy(destination, source));
    }

    @Override
    public void accumulate(Tensor destination, Tensor source) {
        owner.aroundUpdate("accumulate", Tensors.of(destination), () -> inner.accumulate(destination, source));
    }

    @Override
    public void axpy(Tensor destination, double factor, Tensor source) {
        owner.aroundUpdate("axpy", Tensors.of(destination), () -> inner.axpy(destination, factor, source));
    }

    @Override
    public void scale(Tensor destination, Tensor factor) {
        owner.aroundUpdate("scale", Tensors.of(destination), () -> inner.scale(destination, factor));
    }

    @Override
    public void write(Tensor destination, int offset, Tensor source) {
        owner.aroundUpdate("write", Tensors.of(destination), () -> inner.write(destination, offset, source));
    }

    @Override
    public <A> void assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        owner.aroundUpdate(composite.name(), destinations,
                () -> inner.assign(destinations, composite, attributes, inputs));
    }
}
