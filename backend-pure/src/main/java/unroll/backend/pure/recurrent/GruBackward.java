package unroll.backend.pure.recurrent;

import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.storage.FloatTensor;

/**
 * Backward through the gated recurrent unit. The state before flows into the step by the product and, times z, past it:
 * {@code carry} is the gradient that takes the second way. x_n and a_n differ by the factor r, hence two gradients.
 */
final class GruBackward extends LayerBackward {
    private final FloatTensor gates;
    private final FloatTensor candidate;
    private final FloatTensor carry;
    private final FloatTensor dx;

    GruBackward(LayerCall call, Tensors saved, Tensors outputGradients, GradientRequest request) {
        super(call, saved, outputGradients, request);
        this.gates = call.own(saved.get(4));
        this.candidate = call.own(saved.get(5));
        this.carry = call.results().zeros(h.initial().shape());
        this.dx = call.like(da);
    }

    @Override
    void cell(CellSteps steps, int step, int sequence, int from, int to) {
        steps.gruBackward(flow, carry.array(), sequence * hidden, gates.array(), candidate.array(), h.before(step),
                h.beforeAt(step, sequence), da.array(), dx.array(), from, to, hidden);
    }

    @Override
    FloatTensor dx() {
        return dx;
    }

    @Override
    FloatTensor ofInitialState(int part, FloatTensor product) {
        call.engine().arithmetic().addScaled(product.array(), product.offset(), 1, carry.array(), carry.offset(),
                carry.size());
        return product;
    }
}
