package unroll.backend.nd4j;

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
import unroll.backend.nd4j.fused.AdamKernel;
import unroll.backend.nd4j.fused.CrossEntropyKernel;
import unroll.backend.nd4j.fused.GruLayerKernel;
import unroll.backend.nd4j.fused.LinearKernel;
import unroll.backend.nd4j.fused.LstmLayerKernel;
import unroll.backend.nd4j.fused.TanhLayerKernel;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.StoragePool;

/** Which compositions have a kernel. */
final class Kernels {
    private final Optional<FusedKernel<?>> linear;
    private final Optional<FusedKernel<?>> crossEntropy;
    private final Optional<FusedKernel<?>> tanhLayer;
    private final Optional<FusedKernel<?>> gruLayer;
    private final Optional<FusedKernel<?>> lstmLayer;
    private final AdamKernel adam;

    Kernels(StoragePool pool) {
        this.linear = Optional.of(new LinearKernel(pool));
        this.crossEntropy = Optional.of(new CrossEntropyKernel(pool));
        this.tanhLayer = Optional.of(new TanhLayerKernel(pool));
        this.gruLayer = Optional.of(new GruLayerKernel(pool));
        this.lstmLayer = Optional.of(new LstmLayerKernel(pool));
        this.adam = new AdamKernel(pool);
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
    <A> boolean assign(OffHeapScope scope, Tensors destinations, Composite<A> composite, A attributes,
            Tensors inputs) {
        return composite instanceof AdamUpdate && attributes instanceof AdamUpdate.Constants constants
                && adam.update(scope, destinations, constants, inputs);
    }
}
