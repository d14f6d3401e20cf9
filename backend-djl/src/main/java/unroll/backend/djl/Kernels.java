package unroll.backend.djl;

import java.util.Optional;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.fused.AdamKernel;
import unroll.backend.djl.fused.CrossEntropyKernel;
import unroll.backend.djl.fused.GruLayerKernel;
import unroll.backend.djl.fused.LinearKernel;
import unroll.backend.djl.fused.LstmLayerKernel;
import unroll.backend.djl.fused.TanhLayerKernel;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.Storage;

/** Which compositions have a kernel. */
final class Kernels {
    private final Optional<FusedKernel<?>> linear;
    private final Optional<FusedKernel<?>> crossEntropy;
    private final Optional<FusedKernel<?>> tanhLayer;
    private final Optional<FusedKernel<?>> gruLayer;
    private final Optional<FusedKernel<?>> lstmLayer;
    private final AdamKernel adam;

    Kernels(Storage storage) {
        this.linear = Optional.of(new LinearKernel(storage));
        this.crossEntropy = Optional.of(new CrossEntropyKernel(storage));
        this.tanhLayer = Optional.of(new TanhLayerKernel(storage));
        this.gruLayer = Optional.of(new GruLayerKernel(storage));
        this.lstmLayer = Optional.of(new LstmLayerKernel(storage));
        this.adam = new AdamKernel(storage);
    }

    /** The kernel of a composition. */
    @SuppressWarnings("unchecked") // each kernel takes the attributes of the composite that it is listed for
    <A> Optional<FusedKernel<A>> find(Composite<A> composite) {
        Optional<FusedKernel<?>> found = switch (composite) {
            case Linear l -> linear;
            case CrossEntropy c -> crossEntropy;
            case RecurrentLayer(TanhRecurrence t) -> tanhLayer;
            case RecurrentLayer(GruRecurrence g) -> gruLayer;
            case RecurrentLayer(LstmRecurrence l) -> lstmLayer;
            default -> Optional.empty();
        };
        return (Optional<FusedKernel<A>>) (Optional<?>) found;
    }

    /** Computes a composition in place. Returns whether there is a kernel for these tensors. */
    <A> boolean assign(DjlScope results, Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        return composite instanceof AdamUpdate && attributes instanceof AdamUpdate.Constants constants
                && adam.update(results, destinations, constants, inputs);
    }
}
