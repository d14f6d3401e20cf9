package unroll.tck.asynchronous;

import org.jspecify.annotations.Nullable;
import unroll.api.support.Owner;
import unroll.api.tensor.Tensor;

/** Knows the handles of one backend. */
record DeviceOwner(AsynchronousBackend backend) implements Owner<DeviceTensor> {
    @Override
    public @Nullable DeviceTensor cast(Tensor tensor) {
        return tensor instanceof DeviceTensor mine && mine.backend == backend ? mine : null;
    }

    @Override
    public String name() {
        return backend.name();
    }
}
