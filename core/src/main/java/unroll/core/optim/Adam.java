package unroll.core.optim;

import java.util.List;
import unroll.api.composite.AdamUpdate;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.Shape;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** Adam with the arithmetic of torch.optim.Adam; see {@link AdamUpdate} for the formula. */
public final class Adam implements Optimizer {
    private static final String MEAN = "exp_avg";
    private static final String SQUARE = "exp_avg_sq";
    private static final Shape PAIR = Shape.of(2);

    private final AdamUpdate.Constants constants;
    private final double weightDecay;
    private final double[] changing = new double[2];

    /** Without weight decay. */
    public Adam(AdamUpdate.Constants constants) {
        this(constants, 0);
    }

    /**
     * With weight decay.
     *
     * @param weightDecay times the parameters joins the gradients
     */
    public Adam(AdamUpdate.Constants constants, double weightDecay) {
        this.constants = constants;
        this.weightDecay = weightDecay;
    }

    @Override
    public List<String> stateNames() {
        return List.of(MEAN, SQUARE);
    }

    @Override
    public void step(TensorOps ops, Parameters parameters, long step, double learningRate) {
        WeightDecay.joinGradients(ops, parameters, weightDecay);
        changing[0] = learningRate / (1 - WholePower.of(constants.beta1(), step));
        changing[1] = 1 / Math.sqrt(1 - WholePower.of(constants.beta2(), step));
        var values = parameters.values().flat();
        var mean = parameters.state(MEAN).flat();
        var square = parameters.state(SQUARE).flat();
        ops.updates().assign(Tensors.of(values, mean, square), AdamUpdate.ADAM, constants,
                Tensors.of(values, parameters.gradients().flat(), mean, square,
                        ops.create(PAIR, values.dtype(), changing)));
    }
}
