package unroll.backend.pure.recurrent;

import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.storage.FloatTensor;

/** Backward through the long short-term memory; {@code carry} is the gradient of c. */
final class LstmBackward extends LayerBackward {
    private final StateHistory c;
    private final FloatTensor gates;
    private final FloatTensor squashed;
    private final FloatTensor carry;

    LstmBackward(LayerCall call, Tensors saved, Tensors outputGradients, GradientRequest request) {
        super(call, saved, outputGradients, request);
        this.c = new StateHistory(call.packing(), hidden, call.own(saved.get(4)), call.own(saved.get(5)));
        this.gates = call.own(saved.get(6));
        this.squashed = call.own(saved.get(7));
        this.carry = ofFinalState(outputGradients, 1);
    }

    @Override
    void cell(CellSteps steps, int step, int sequence, int from, int to) {
        steps.lstmBackward(flow, carry.array(), sequence * hidden, gates.array(), c.before(step),
                c.beforeAt(step, sequence), squashed.array(), da.array(), from, to, hidden);
    }

    @Override
    FloatTensor dx() {
        return da;
    }

    @Override
    FloatTensor ofInitialState(int part, FloatTensor product) {
        return part == 0 ? product : carry;
    }
}
