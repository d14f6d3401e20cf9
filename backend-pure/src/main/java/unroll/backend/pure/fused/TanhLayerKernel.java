package unroll.backend.pure.fused;

import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.error.TensorException;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/**
 * The layer of the tanh recurrence over a packed batch. Saves its inputs and y.
 *
 * <p>Inputs: source, h_0, W_hh, b_hh. Outputs: y, h_n.
 */
public final class TanhLayerKernel implements FusedKernel<RecurrentLayer.Sequence> {
    private static final RecurrentLayer LAYER = new RecurrentLayer(TanhRecurrence.TANH);

    private final Engine engine;

    public TanhLayerKernel(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Forward forward(Scope scope, RecurrentLayer.Sequence sequence, Tensors inputs, long neededMask) {
        FloatScope results = engine.pool().own(scope);
        FloatTensor source = own(inputs, 0);
        FloatTensor initial = own(inputs, 1);
        FloatTensor weight = own(inputs, 2);
        FloatTensor bias = own(inputs, 3);
        int hidden = LAYER.check(sequence, inputs);
        checkWeights(weight, bias, hidden);
        Packing packing = sequence.packing();
        FloatTensor y = results.dirty(Shape.of(packing.total(), hidden));
        new TanhForward(engine, sequence, hidden, source, initial, weight, bias, y).run();
        FloatTensor last = results.dirty(initial.shape());
        copyLast(packing, hidden, y.array(), last.array());
        return new Forward(Tensors.of(y, last),
                neededMask != INFERENCE ? Tensors.of(source, initial, weight, bias, y) : Tensors.of());
    }

    private static void checkWeights(FloatTensor weight, FloatTensor bias, int hidden) {
        if (!weight.shape().equals(Shape.of(hidden, hidden)) || !bias.shape().equals(Shape.of(hidden))) {
            throw new TensorException(LAYER.name() + ": expected weights of shapes [" + hidden + ", " + hidden
                    + "] and [" + hidden + "] for hidden_size " + hidden + ", found " + weight.shape() + " and "
                    + bias.shape());
        }
    }

    /** The last row of each sequence: of every step, the rows that have no next step. */
    private static void copyLast(Packing packing, int hidden, float[] y, float[] last) {
        for (int t = 0; t < packing.steps(); t++) {
            int goingOn = t + 1 < packing.steps() ? packing.rows(t + 1) : 0;
            int ending = packing.rows(t) - goingOn;
            System.arraycopy(y, (packing.offset(t) + goingOn) * hidden, last, goingOn * hidden, ending * hidden);
        }
    }

    @Override
    public Tensors backward(Scope scope, RecurrentLayer.Sequence sequence, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        return new TanhBackward(engine, engine.pool().own(scope), sequence, saved, request).run(outputGradients);
    }

    private FloatTensor own(Tensors inputs, int index) {
        return engine.pool().own(LAYER.name(), inputs.get(index));
    }
}
