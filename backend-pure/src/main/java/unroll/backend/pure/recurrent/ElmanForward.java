package unroll.backend.pure.recurrent;

import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.kernel.Activation;

/** Forward through a recurrence of one gate; the product goes to y itself. */
final class ElmanForward extends LayerForward {
    private final Activation f;

    ElmanForward(LayerCall call, Tensors inputs, Activation f) {
        super(call, inputs);
        this.f = f;
    }

    @Override
    float[] gates() {
        return h.after().array();
    }

    @Override
    void cell(CellSteps steps, int step, int sequence, int from, int to) {
        steps.elmanForward(f, x, h.after().array(), from, to, hidden);
    }

    @Override
    Tensors outputs() {
        return Tensors.of(h.after(), h.last(call));
    }

    @Override
    Tensors saved() {
        return Tensors.of(inputs.get(0), inputs.get(1), weight, h.after());
    }
}
