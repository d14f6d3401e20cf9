package unroll.core.dryrun;

import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;

/** Adds up what is made in it. */
final class DryScope implements Scope {
    private final DryBackend backend;
    private long bytes;
    private boolean open = true;

    DryScope(DryBackend backend) {
        this.backend = backend;
    }

    DryBackend backend() {
        return backend;
    }

    DryTensor make(Shape shape, DType dtype) {
        take((long) shape.size() * dtype.bytes());
        return new DryTensor(this, shape, dtype);
    }

    void take(long more) {
        bytes += more;
        backend.count(more);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            backend.count(-bytes);
        }
    }
}
