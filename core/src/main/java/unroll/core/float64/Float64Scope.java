package unroll.core.float64;

import unroll.api.error.ResourceException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;

/** Knows what its tensors take; the garbage collector frees them. */
final class Float64Scope implements Scope {
    private final Float64Backend backend;
    private boolean closed;
    private long bytes;

    Float64Scope(Float64Backend backend) {
        this.backend = backend;
    }

    Float64Backend backend() {
        return backend;
    }

    /** A tensor of zeros. */
    Float64Tensor make(Shape shape, DType dtype) {
        long wanted = (long) shape.size() * Double.BYTES;
        try {
            Float64Tensor made = new Float64Tensor(this, shape, dtype, new double[shape.size()], 0);
            count(wanted);
            return made;
        } catch (OutOfMemoryError e) {
            throw new ResourceException("float64: no room for a tensor of shape " + shape + ", " + wanted
                    + " bytes; raise the heap (-Xmx)", e);
        }
    }

    private void count(long change) {
        bytes += change;
        backend.count(change);
    }

    @Override
    public boolean isOpen() {
        return !closed && backend.isOpen();
    }

    @Override
    public void close() {
        if (!closed) {
            count(-bytes);
            closed = true;
        }
    }
}
