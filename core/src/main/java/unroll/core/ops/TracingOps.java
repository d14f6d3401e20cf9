package unroll.core.ops;

import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** Shows named values to a listener. Kernels name nothing, so this goes around {@link ComposedOps}. */
public final class TracingOps extends ForwardingOps {
    private final TraceListener listener;

    public TracingOps(TensorOps inner, TraceListener listener) {
        super(inner);
        this.listener = listener;
    }

    @Override
    public Tensor named(String name, Tensor tensor) {
        listener.named(name, tensor, inner());
        return inner().named(name, tensor);
    }
}
