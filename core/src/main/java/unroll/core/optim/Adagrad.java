package unroll.core.optim;

import java.util.List;
import unroll.api.composite.AdagradUpdate;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * Adagrad, as torch.optim.Adagrad; see {@link AdagradUpdate} for the formula. In step t, from 1, the rate is
 * lr / (1 + (t - 1) lr_decay).
 */
public final class Adagrad implements Optimizer {
    private static final String SUM = "sum";

    private final AdagradUpdate.Constants constants;
    private final double rateDecay;
    private final double initialSum;
    private final double weightDecay;
    private final double[] changing = new double[1];

    /**
     * As torch.optim.Adagrad.
     *
     * @param rateDecay lr_decay
     * @param initialSum what the sums of squares start from
     * @param weightDecay times the parameters joins the gradients
     */
    public Adagrad(AdagradUpdate.Constants constants, double rateDecay, double initialSum, double weightDecay) {
        this.constants = constants;
        this.rateDecay = rateDecay;
        this.initialSum = initialSum;
        this.weightDecay = weightDecay;
    }

    @Override
    public List<String> stateNames() {
        return List.of(SUM);
    }

    @Override
    public void step(TensorOps ops, Parameters parameters, long step, double learningRate) {
        WeightDecay.joinGradients(ops, parameters, weightDecay);
        Tensor values = parameters.values().flat();
        Tensor sum = parameters.state(SUM).flat();
        if (step == 1) {
            ops.updates().fill(sum, initialSum);
        }
        changing[0] = learningRate / (1 + (step - 1) * rateDecay);
        Tensor rate = ops.create(Shape.SCALAR, values.dtype(), changing);
        ops.updates().assign(Tensors.of(values, sum), AdagradUpdate.ADAGRAD, constants,
                Tensors.of(values, parameters.gradients().flat(), sum, rate));
    }
}
