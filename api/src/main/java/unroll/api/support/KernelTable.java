package unroll.api.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensors;

/** A backend's kernels, by the composite that each computes. */
public final class KernelTable {
    /**
     * A kernel and what it is for.
     *
     * @param <A> the composite's attributes
     */
    public record Entry<A>(Composite<A> composite, FusedKernel<A> kernel) {
    }

    /** A kernel whose calls the backend's end waits for. */
    private record Waited<A>(Owner<?> owner, FusedKernel<A> kernel) implements FusedKernel<A> {
        @Override
        public Forward forward(Scope scope, A attributes, Tensors inputs, long neededMask) {
            try (Work _ = owner.begin()) {
                return kernel.forward(scope, attributes, inputs, neededMask);
            }
        }

        @Override
        public Tensors backward(Scope scope, A attributes, Tensors saved, Tensors outputGradients,
                GradientRequest request) {
            try (Work _ = owner.begin()) {
                return kernel.backward(scope, attributes, saved, outputGradients, request);
            }
        }
    }

    // As answered, so that a look-up makes nothing.
    private final Map<Composite<?>, Optional<FusedKernel<?>>> kernels = new HashMap<>();

    /**
     * A table of some kernels.
     *
     * @param owner whose they are: a call is work that it begins
     * @throws IllegalArgumentException if two are for one composite
     */
    public KernelTable(Owner<?> owner, List<Entry<?>> entries) {
        for (Entry<?> entry : entries) {
            if (kernels.put(entry.composite(), Optional.of(new Waited<>(owner, entry.kernel()))) != null) {
                throw new IllegalArgumentException("there are two kernels for " + entry.composite().name());
            }
        }
    }

    /** The kernel for a composite, if there is one; what {@code TensorOps.fused} answers. */
    @SuppressWarnings("unchecked") // an entry's kernel takes the attributes of the composite that it stands by
    public <A> Optional<FusedKernel<A>> find(Composite<A> composite) {
        return (Optional<FusedKernel<A>>) (Optional<?>) kernels.getOrDefault(composite, Optional.empty());
    }
}
