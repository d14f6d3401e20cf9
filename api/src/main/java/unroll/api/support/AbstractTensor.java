package unroll.api.support;

import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** A tensor that is open as long as its scope is. */
public abstract class AbstractTensor implements Tensor {
    private final Scope owner;
    private final Shape shape;
    private final DType dtype;

    protected AbstractTensor(Scope owner, Shape shape, DType dtype) {
        this.owner = owner;
        this.shape = shape;
        this.dtype = dtype;
    }

    @Override
    public final DType dtype() {
        return dtype;
    }

    @Override
    public final Shape shape() {
        return shape;
    }

    @Override
    public final boolean isOpen() {
        return owner.isOpen();
    }

    /** As {@code float32[16, 96]}. */
    @Override
    public final String toString() {
        return (dtype == DType.FLOAT32 ? "float32" : "float64") + shape;
    }
}
