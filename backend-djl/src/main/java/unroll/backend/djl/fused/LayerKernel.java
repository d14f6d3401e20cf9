package unroll.backend.djl.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.support.Checks;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Storage;

/** A recurrent layer over a packed batch whose weights are {@link LayerWeights}: the checks, and what a call needs. */
abstract sealed class LayerKernel extends DjlKernel<RecurrentLayer.Sequence> permits TanhLayerKernel, GruLayerKernel,
        LstmLayerKernel {
    /**
     * What one call works with.
     *
     * @param results owner of what is made
     * @param temporaries what ends with the call
     * @param rows how the tokens lie
     */
    record Call(DjlScope results, Temporaries temporaries, PackedRows rows) {
    }

    private final RecurrentLayer layer;

    LayerKernel(Storage storage, Recurrence recurrence) {
        this(storage, new RecurrentLayer(recurrence));
    }

    private LayerKernel(Storage storage, RecurrentLayer layer) {
        super(storage, layer.name());
        this.layer = layer;
    }

    /** Computes the outputs from inputs that fit each other. */
    abstract Forward forward(Call call, DjlTensor[] own, int hidden, boolean training);

    /** Computes the gradients; {@code flowing} has one for each output, or null. */
    abstract void backward(Call call, DjlTensor[] saved, @Nullable DjlTensor[] flowing, Gradients gradients);

    @Override
    final int inputs(DjlTensor[] saved) {
        return layer.firstWeight() + 2;
    }

    @Override
    final Forward forward(DjlScope results, RecurrentLayer.Sequence sequence, Tensors inputs, DjlTensor[] own,
            boolean training) {
        int hidden = layer.check(sequence, inputs);
        layer.checkWeights(inputs, hidden);
        for (DjlTensor input : own) {
            Checks.sameType(layer.name(), own[0], input);
        }
        try (Temporaries temporaries = new Temporaries()) {
            return forward(new Call(results, temporaries, new PackedRows(sequence)), own, hidden, training);
        }
    }

    @Override
    final void backward(DjlScope results, RecurrentLayer.Sequence sequence, DjlTensor[] saved,
            @Nullable DjlTensor[] flowing, Gradients gradients) {
        try (Temporaries temporaries = new Temporaries()) {
            backward(new Call(results, temporaries, new PackedRows(sequence)), saved, flowing, gradients);
        }
    }
}
