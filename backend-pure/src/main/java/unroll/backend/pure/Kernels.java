package unroll.backend.pure;

import java.util.Optional;
import unroll.api.composite.AdagradUpdate;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Dropout;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.RmspropUpdate;
import unroll.api.composite.SgdUpdate;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.fused.AdagradKernel;
import unroll.backend.pure.fused.AdamKernel;
import unroll.backend.pure.fused.CrossEntropyKernel;
import unroll.backend.pure.fused.DropoutKernel;
import unroll.backend.pure.fused.LinearKernel;
import unroll.backend.pure.fused.RmspropKernel;
import unroll.backend.pure.fused.SgdKernel;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.recurrent.RecurrentLayerKernel;

/** Which compositions have a kernel. */
final class Kernels {
    private final Optional<FusedKernel<?>> linear;
    private final Optional<FusedKernel<?>> crossEntropy;
    private final Optional<FusedKernel<?>> dropout;
    private final Optional<FusedKernel<?>> tanh;
    private final Optional<FusedKernel<?>> relu;
    private final Optional<FusedKernel<?>> gru;
    private final Optional<FusedKernel<?>> lstm;
    private final AdamKernel adam;
    private final SgdKernel sgd;
    private final RmspropKernel rmsprop;
    private final AdagradKernel adagrad;

    Kernels(Engine engine) {
        this.linear = Optional.of(new LinearKernel(engine));
        this.crossEntropy = Optional.of(new CrossEntropyKernel(engine));
        this.dropout = Optional.of(new DropoutKernel(engine));
        this.tanh = Optional.of(RecurrentLayerKernel.tanh(engine));
        this.relu = Optional.of(RecurrentLayerKernel.relu(engine));
        this.gru = Optional.of(RecurrentLayerKernel.gru(engine));
        this.lstm = Optional.of(RecurrentLayerKernel.lstm(engine));
        this.adam = new AdamKernel(engine);
        this.sgd = new SgdKernel(engine);
        this.rmsprop = new RmspropKernel(engine);
        this.adagrad = new AdagradKernel(engine);
    }

    /** The kernel of a composition. */
    @SuppressWarnings("unchecked") // each kernel takes the attributes of the composite that it is listed for
    <A> Optional<FusedKernel<A>> find(Composite<A> composite) {
        Optional<FusedKernel<?>> found = switch (composite) {
            case Linear l -> linear;
            case CrossEntropy c -> crossEntropy;
            case Dropout d -> dropout;
            case RecurrentLayer(TanhRecurrence t) -> tanh;
            case RecurrentLayer(ReluRecurrence r) -> relu;
            case RecurrentLayer(GruRecurrence g) -> gru;
            case RecurrentLayer(LstmRecurrence l) -> lstm;
            default -> Optional.empty();
        };
        return (Optional<FusedKernel<A>>) (Optional<?>) found;
    }

    /** Computes a composition in place. Returns whether there is a kernel for these tensors. */
    <A> boolean assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        return switch (attributes) {
            case AdamUpdate.Constants c when composite instanceof AdamUpdate -> adam.update(destinations, c, inputs);
            case SgdUpdate.Constants c when composite instanceof SgdUpdate -> sgd.update(destinations, c, inputs);
            case RmspropUpdate.Constants c when composite instanceof RmspropUpdate ->
                rmsprop.update(destinations, c, inputs);
            case AdagradUpdate.Constants c when composite instanceof AdagradUpdate ->
                adagrad.update(destinations, c, inputs);
            default -> false;
        };
    }
}
