package unroll.core.ops;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;

/** Passes everything on. A decorator overrides what it changes. */
public abstract class ForwardingUpdates implements UpdateOps {
    private final UpdateOps inner;

    protected ForwardingUpdates(UpdateOps inner) {
        this.inner = inner;
    }

    @Override
    public void fill(Tensor destination, double value) {
        inner.fill(destination, value);
    }

    @Override
    public void copy(Tensor destination, Tensor source) {
        inner.copy(destination, source);
    }

    @Override
    public void accumulate(Tensor destination, Tensor source) {
        inner.accumulate(destination, source);
    }

    @Override
    public void axpy(Tensor destination, double factor, Tensor source) {
        inner.axpy(destination, factor, source);
    }

    @Override
    public void scale(Tensor destination, Tensor factor) {
        inner.scale(destination, factor);
    }

    @Override
    public void write(Tensor destination, int offset, Tensor source) {
        inner.write(destination, offset, source);
    }

    @Override
    public <A> void assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        inner.assign(destinations, composite, attributes, inputs);
    }
}
