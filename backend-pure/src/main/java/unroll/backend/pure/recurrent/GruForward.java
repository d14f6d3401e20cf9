package unroll.backend.pure.recurrent;

import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.storage.FloatTensor;

/** Forward through the gated recurrent unit; saves r, z, a_n and n. */
final class GruForward extends LayerForward {
    private final FloatTensor gates;
    private final FloatTensor candidate;

    GruForward(LayerCall call, Tensors inputs) {
        super(call, inputs);
        this.gates = call.perToken(call.width());
        this.candidate = call.like(h.after());
    }

    @Override
    float[] gates() {
        return gates.array();
    }

    @Override
    void cell(CellSteps steps, int step, int sequence, int from, int to) {
        steps.gruForward(x, gates.array(), h.before(step), h.beforeAt(step, sequence), candidate.array(),
                h.after().array(), from, to, hidden);
    }

    @Override
    Tensors outputs() {
        return Tensors.of(h.after(), h.last(call));
    }

    @Override
    Tensors saved() {
        return Tensors.of(inputs.get(0), inputs.get(1), weight, h.after(), gates, candidate);
    }
}
