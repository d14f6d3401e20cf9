package unroll.backend.pure.recurrent;

import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.kernel.Activation;
import unroll.backend.pure.parallel.Engine;

/**
 * The layer of a recurrence over a packed batch. Its weights are W_hh, with a row for each column of the projected
 * input, and b_hh.
 */
public final class RecurrentLayerKernel implements FusedKernel<RecurrentLayer.Sequence> {
    private final Engine engine;
    private final RecurrentLayer layer;
    private final String name;
    private final ForwardPass forward;
    private final BackwardPass backward;

    private interface ForwardPass {
        LayerForward of(LayerCall call, Tensors inputs);
    }

    private interface BackwardPass {
        LayerBackward of(LayerCall call, Tensors saved, Tensors outputGradients, GradientRequest request);
    }

    private RecurrentLayerKernel(Engine engine, RecurrentLayer layer, ForwardPass forward, BackwardPass backward) {
        this.engine = engine;
        this.layer = layer;
        this.name = layer.name();
        this.forward = forward;
        this.backward = backward;
    }

    private static RecurrentLayerKernel elman(Engine engine, RecurrentLayer layer, Activation f) {
        return new RecurrentLayerKernel(engine, layer, (call, inputs) -> new ElmanForward(call, inputs, f),
                (call, saved, outputGradients, request) -> new ElmanBackward(call, saved, outputGradients, request, f));
    }

    /** That of {@link TanhRecurrence}. */
    public static RecurrentLayerKernel tanh(Engine engine) {
        return elman(engine, new RecurrentLayer(TanhRecurrence.TANH), Activation.TANH);
    }

    /** That of {@link ReluRecurrence}. */
    public static RecurrentLayerKernel relu(Engine engine) {
        return elman(engine, new RecurrentLayer(ReluRecurrence.RELU), Activation.RELU);
    }

    /** That of {@link GruRecurrence}. */
    public static RecurrentLayerKernel gru(Engine engine) {
        return new RecurrentLayerKernel(engine, new RecurrentLayer(GruRecurrence.GRU), GruForward::new,
                GruBackward::new);
    }

    /** That of {@link LstmRecurrence}. */
    public static RecurrentLayerKernel lstm(Engine engine) {
        return new RecurrentLayerKernel(engine, new RecurrentLayer(LstmRecurrence.LSTM), LstmForward::new,
                LstmBackward::new);
    }

    @Override
    public Forward forward(Scope scope, RecurrentLayer.Sequence sequence, Tensors inputs, long neededMask) {
        int hidden = layer.check(sequence, inputs);
        LayerCall call = new LayerCall(engine, engine.pool().own(scope), layer, name, sequence, hidden);
        layer.checkWeights(inputs, hidden);
        return forward.of(call, inputs).run(neededMask);
    }

    @Override
    public Tensors backward(Scope scope, RecurrentLayer.Sequence sequence, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        int hidden = saved.get(1).shape().dim(1);
        LayerCall call = new LayerCall(engine, engine.pool().own(scope), layer, name, sequence, hidden);
        return backward.of(call, saved, outputGradients, request).run();
    }
}
