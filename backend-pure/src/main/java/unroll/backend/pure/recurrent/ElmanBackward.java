package unroll.backend.pure.recurrent;

import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.kernel.Activation;
import unroll.backend.pure.storage.FloatTensor;

/** Backward through a recurrence of one gate: what flows to a flows to x too. */
final class ElmanBackward extends LayerBackward {
    private final Activation f;

    ElmanBackward(LayerCall call, Tensors saved, Tensors outputGradients, GradientRequest request, Activation f) {
        super(call, saved, outputGradients, request);
        this.f = f;
    }

    @Override
    void cell(CellSteps steps, int step, int sequence, int from, int to) {
        steps.elmanBackward(f, flow, sequence * hidden, h.after().array(), da.array(), from, to, hidden);
    }

    @Override
    FloatTensor dx() {
        return da;
    }

    @Override
    FloatTensor ofInitialState(int part, FloatTensor product) {
        return product;
    }
}
