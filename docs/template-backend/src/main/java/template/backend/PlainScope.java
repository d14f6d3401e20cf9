package template.backend;

import unroll.api.error.ResourceException;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;

/** Counts its arrays; the garbage collector frees them. A faster backend keeps them for the next scope. */
final class PlainScope implements Scope {
    final PlainBackend backend;
    private long bytes;
    private boolean closed;

    PlainScope(PlainBackend backend) {
        this.backend = backend;
    }

    /** A tensor of zeros. */
    PlainTensor tensor(Shape shape) {
        float[] data;
        try {
            data = new float[shape.size()];
        } catch (OutOfMemoryError e) {
            throw new ResourceException(
                    PlainProvider.NAME + ": no room for " + shape.size() + " elements; raise the heap (-Xmx)", e);
        }
        long taken = (long) shape.size() * Float.BYTES;
        bytes += taken;
        backend.bytes.addAndGet(taken);
        return new PlainTensor(this, shape, data, 0);
    }

    @Override
    public boolean isOpen() {
        return !closed && !backend.isClosed();
    }

    @Override
    public void close() {
        if (isOpen()) {
            backend.bytes.addAndGet(-bytes);
        }
        closed = true;
    }
}
