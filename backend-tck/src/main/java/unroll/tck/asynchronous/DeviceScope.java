package unroll.tck.asynchronous;

import org.jspecify.annotations.Nullable;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;

/** A scope whose twin on the device is opened and closed in the order of the queue, while the host goes on. */
final class DeviceScope implements Scope {
    final AsynchronousBackend backend;
    /** Waits charged to this scope. */
    int waits;
    /** For the device thread alone. */
    private @Nullable TensorOps ops;
    private boolean closed;

    DeviceScope(AsynchronousBackend backend) {
        this.backend = backend;
    }

    /** Opens the twin; on the device. */
    void bind(TensorOps twin) {
        ops = twin;
    }

    /** The twin's operations; on the device. */
    TensorOps ops() {
        if (ops == null) {
            throw new IllegalStateException("its scope could not be opened on the device");
        }
        return ops;
    }

    @Override
    public boolean isOpen() {
        return !closed && backend.isOpen();
    }

    @Override
    public void close() {
        if (isOpen()) {
            closed = true;
            backend.closed(this);
        }
    }
}
