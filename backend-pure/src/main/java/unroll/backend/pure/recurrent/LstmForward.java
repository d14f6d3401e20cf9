package unroll.backend.pure.recurrent;

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
        Tensors.Builder saved = Tensors.builder(8);
        saved.set(0, inputs.get(0));
        saved.set(1, inputs.get(1));
        saved.set(2, weight);
        saved.set(3, h.after());
        saved.set(4, c.initial());
        saved.set(5, c.after());
        saved.set(6, gates);
        saved.set(7, squashed);
        return saved.build();
    }
}
