package unroll.core.ops;

import java.util.Optional;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.UpdateOps;

/** Withholds every kernel, so that each composite runs by its definition: what {@code --composed} asks for. */
public final class ComposedOps extends ForwardingOps {
    public ComposedOps(TensorOps inner) {
        super(inner);
    }

    @Override
    public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
        return Optional.empty();
    }

    @Override
    public UpdateOps updates() {
        return new ComposedUpdates(inner().updates(), this);
    }
}
