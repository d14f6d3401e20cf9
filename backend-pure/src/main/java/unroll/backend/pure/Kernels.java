package unroll.backend.pure;

import java.util.Optional;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Linear;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.fused.AdamKernel;
import unroll.backend.pure.fused.CrossEntropyKernel;
import unroll.backend.pure.fused.LinearKernel;
import unroll.backend.pure.fused.TanhLayerKernel;
import unroll.backend.pure.parallel.Engine;

/** Which compositions have a kernel. */
final class Kernels {
    private final Optional<FusedKernel<?>> linear;
    private final Optional<FusedKernel<?>> crossEntropy;
    private final Optional<FusedKernel<?>> tanhLayer;
    private final AdamKernel adam;

    Kernels(Engine engine) {
        this.linear = Optional.of(new LinearKernel(engine));
        this.crossEntropy = Optional.of(new CrossEntropyKernel(engine));
        this.tanhLayer = Optional.of(new TanhLayerKernel(engine));
        this.adam = new AdamKernel(engine);
    }

    /** The kernel of a composition. */
    @SuppressWarnings("unchecked") // each kernel takes the attributes of the composite that it is listed for
    <A> Optional<FusedKernel<A>> find(Composite<A> composite) {
        Optional<FusedKernel<?>> found = switch (composite) {
            case Linear l -> linear;
            case CrossEntropy c -> crossEntropy;
            case RecurrentLayer(TanhRecurrence t) -> tanhLayer;
            default -> Optional.empty();
        };
        return (Optional<FusedKernel<A>>) (Optional<?>) found;
    }

    /** Computes a composition in place. Returns whether there is a kernel for these tensors. */
    <A> boolean assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        return composite instanceof AdamUpdate && attributes instanceof AdamUpdate.Constants constants
                && adam.update(destinations, constants, inputs);
    }
}
