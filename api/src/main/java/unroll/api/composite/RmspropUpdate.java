package unroll.api.composite;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * One step of RMSprop on a flat block of parameters (Tieleman and Hinton, 2012; centered: Graves, 2013), with the
 * arithmetic of torch.optim.RMSprop: v = alpha v + (1 - alpha) g^2, and a step along g / (sqrt(v) + eps). Centered, the
 * square of the mean gradient is taken off v; where rounding makes that negative it counts as 0 here, and PyTorch
 * answers NaN.
 *
 * <p>Inputs: parameters, gradients, square_avg, each [n]; the learning rate, []; with momentum, momentum_buffer [n];
 * centered, grad_avg [n]. Outputs, each [n]: parameters, square_avg and those two, where they are, after the step.
 */
public record RmspropUpdate() implements Composite<RmspropUpdate.Constants> {
    public static final RmspropUpdate RMSPROP = new RmspropUpdate();

    /**
     * What does not change by the step.
     *
     * @param alpha decay of the running means
     * @param eps added to the denominator
     * @param momentum decay of the buffer; 0 for none
     * @param centered whether the variance of the gradient takes the place of its mean square
     */
    public record Constants(double alpha, double eps, double momentum, boolean centered) {
    }

    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public Tensors define(TensorOps ops, Constants constants, Tensors inputs) {
        Tensor gradients = inputs.get(1);
        boolean hasBuffer = constants.momentum() != 0;
        Tensor square = mean(ops, constants.alpha(), inputs.get(2), ops.multiply(gradients, gradients));
        Tensor mean = constants.centered()
                ? mean(ops, constants.alpha(), inputs.get(hasBuffer ? 5 : 4), gradients)
                : null;
        Tensor variance = mean == null ? square : ops.relu(ops.subtract(square, ops.multiply(mean, mean)));
        Tensor direction = ops.divide(gradients, ops.affine(ops.sqrt(variance), 1, constants.eps()));
        if (hasBuffer) {
            direction = ops.add(ops.affine(inputs.get(4), constants.momentum(), 0), direction);
        }
        Tensor parameters = ops.subtract(inputs.get(0), ops.scaleBy(direction, inputs.get(3)));
        if (mean == null) {
            return hasBuffer ? Tensors.of(parameters, square, direction) : Tensors.of(parameters, square);
        }
        return hasBuffer ? Tensors.of(parameters, square, direction, mean) : Tensors.of(parameters, square, mean);
    }

    private static Tensor mean(TensorOps ops, double alpha, Tensor before, Tensor now) {
        return ops.add(ops.affine(before, alpha, 0), ops.affine(now, 1 - alpha, 0));
    }
}
