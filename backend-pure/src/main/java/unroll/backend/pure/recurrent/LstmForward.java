package unroll.backend.pure.recurrent;

import org.jspecify.annotations.Nullable;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.storage.FloatTensor;

/** Forward through the long short-term memory; saves i, f, g, o, c and tanh(c). */
final class LstmForward extends LayerForward {
    private final StateHistory c;
    private final FloatTensor gates;
    private final FloatTensor squashed;

    LstmForward(LayerCall call, Tensors inputs) {
        super(call, inputs);
        this.c = new StateHistory(call.packing(), hidden, call.own(inputs.get(2)), call.like(h.after()));
        this.gates = call.perToken(call.width());
        this.squashed = call.like(h.after());
    }

    @Override
    float[] gates() {
        return gates.array();
    }

    @Override
    void cell(CellSteps steps, int step, int sequence, int from, int to) {
        steps.lstmForward(x, gates.array(), c.before(step), c.beforeAt(step, sequence), c.after().array(),
                squashed.array(), h.after().array(), from, to, hidden);
    }

    @Override
    Tensors outputs() {
        return Tensors.of(h.after(), h.last(call), c.last(call));
    }

    @Override
    Tensors saved() {
        return Tensors.ofAll(new @Nullable Tensor[] {inputs.get(0), inputs.get(1), weight, h.after(), c.initial(),
            c.after(), gates, squashed});
    }
}
