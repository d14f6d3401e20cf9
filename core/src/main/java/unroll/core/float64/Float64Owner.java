package unroll.core.float64;

import org.jspecify.annotations.Nullable;
import unroll.api.support.Owner;
import unroll.api.tensor.Tensor;

/** Knows a backend's own tensors. */
record Float64Owner(Float64Backend backend) implements Owner<Float64Tensor> {
    @Override
    public String name() {
        return Float64Backend.NAME;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a backend is itself alone
    public @Nullable Float64Tensor cast(Tensor tensor) {
        return tensor instanceof Float64Tensor mine && mine.scope.backend() == backend ? mine : null;
    }
}
