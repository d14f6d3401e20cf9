package unroll.core.optim;

import java.util.List;
import unroll.api.composite.SgdUpdate;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** Stochastic gradient descent, as torch.optim.SGD: the first step's momentum buffer is the gradient itself. */
public final class Sgd implements Optimizer {
    private static final String BUFFER = "momentum_buffer";
    private static final Shape PAIR = Shape.of(2);

    private final SgdUpdate.Constants constants;
    private final double dampening;
    private final double weightDecay;
    private final double[] changing = new double[2];

    /**
     * As torch.optim.SGD.
     *
     * @param dampening the share of the gradient that does not enter the buffer, from the second step on
     * @param weightDecay times the parameters joins the gradients
     */
    public Sgd(SgdUpdate.Constants constants, double dampening, double weightDecay) {
        this.constants = constants;
        this.dampening = dampening;
        this.weightDecay = weightDecay;
    }

    @Override
    public List<String> stateNames() {
        return constants.momentum() == 0 ? List.of() : List.of(BUFFER);
    }

    @Override
    public void step(TensorOps ops, Parameters parameters, long step, double learningRate) {
        WeightDecay.joinGradients(ops, parameters, weightDecay);
        Tensor values = parameters.values().flat();
        Tensor gradients = parameters.gradients().flat();
        changing[0] = learningRate;
        changing[1] = step == 1 ? 1 : 1 - dampening;
        Tensor scalars = ops.create(PAIR, values.dtype(), changing);
        if (constants.momentum() == 0) {
            ops.updates().assign(Tensors.of(values), SgdUpdate.SGD, constants, Tensors.of(values, gradients, scalars));
        } else {
            Tensor buffer = parameters.state(BUFFER).flat();
            ops.updates().assign(Tensors.of(values, buffer), SgdUpdate.SGD, constants,
                    Tensors.of(values, gradients, scalars, buffer));
        }
    }
}
