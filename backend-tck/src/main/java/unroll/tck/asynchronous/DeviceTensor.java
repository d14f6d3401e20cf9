package unroll.tck.asynchronous;

import org.jspecify.annotations.Nullable;
import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** A handle with a type and a shape. What it stands for exists on the device only, once its operation has run. */
final class DeviceTensor extends AbstractTensor {
    final AsynchronousBackend backend;
    /** For the device thread alone. */
    private @Nullable Tensor twin;

    DeviceTensor(AsynchronousBackend backend, Scope owner, Shape shape, DType dtype) {
        super(owner, shape, dtype);
        this.backend = backend;
    }

    /** Gives the handle its value; on the device. */
    void bind(Tensor value) {
        twin = value;
    }

    /** The value; on the device. */
    Tensor twin() {
        if (twin == null) {
            throw new IllegalStateException("an argument was never computed, because an earlier operation failed");
        }
        return twin;
    }
}
