package unroll.core.optim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.RmspropUpdate;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** RMSprop, as torch.optim.RMSprop; see {@link RmspropUpdate} for the formula. */
public final class Rmsprop implements Optimizer {
    private static final String SQUARE = "square_avg";
    private static final String BUFFER = "momentum_buffer";
    private static final String MEAN = "grad_avg";

    private final RmspropUpdate.Constants constants;
    private final double weightDecay;
    private final double[] changing = new double[1];
    private final List<String> stateNames;

    /**
     * As torch.optim.RMSprop.
     *
     * @param weightDecay times the parameters joins the gradients
     */
    public Rmsprop(RmspropUpdate.Constants constants, double weightDecay) {
        this.constants = constants;
        this.weightDecay = weightDecay;
        List<String> names = new ArrayList<>(List.of(SQUARE));
        if (constants.momentum() != 0) {
            names.add(BUFFER);
        }
        if (constants.centered()) {
            names.add(MEAN);
        }
        this.stateNames = List.copyOf(names);
    }

    @Override
    public List<String> stateNames() {
        return stateNames;
    }

    @Override
    public void step(TensorOps ops, Parameters parameters, long step, double learningRate) {
        WeightDecay.joinGradients(ops, parameters, weightDecay);
        Tensor values = parameters.values().flat();
        Tensor gradients = parameters.gradients().flat();
        changing[0] = learningRate;
        Tensor rate = ops.create(Shape.SCALAR, values.dtype(), changing);
        Tensor square = parameters.state(SQUARE).flat();
        Tensor second = stateNames.size() > 1 ? parameters.state(stateNames.get(1)).flat() : null;
        Tensor third = stateNames.size() > 2 ? parameters.state(stateNames.get(2)).flat() : null;
        ops.updates().assign(row(values, square, second, third), RmspropUpdate.RMSPROP, constants,
                second == null
                        ? Tensors.of(values, gradients, square, rate)
                        : third == null
                                ? Tensors.of(values, gradients, square, rate, second)
                                : Tensors.of(values, gradients, square, rate, second, third));
    }

    private static Tensors row(Tensor values, Tensor square, @Nullable Tensor second, @Nullable Tensor third) {
        return second == null
                ? Tensors.of(values, square)
                : third == null ? Tensors.of(values, square, second) : Tensors.of(values, square, second, third);
    }
}
