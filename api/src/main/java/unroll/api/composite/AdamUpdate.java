package unroll.api.composite;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * One step of Adam on a flat block of parameters (Kingma and Ba, 2015, with the arithmetic of torch.optim.Adam: the
 * bias correction is applied before epsilon is added).
 *
 * <p>Inputs: parameters, gradients, exp_avg, exp_avg_sq, each [n], and what changes by the step, [2]: lr / (1 - beta1^t)
 * and 1 / sqrt(1 - beta2^t). Outputs: parameters, exp_avg, exp_avg_sq after the step, each [n].
 */
public record AdamUpdate() implements Composite<AdamUpdate.Constants> {
    public static final AdamUpdate ADAM = new AdamUpdate();

    /**
     * What does not change by the step.
     *
     * @param beta1 decay of the running mean of the gradient
     * @param beta2 decay of the running mean of its square
     * @param epsilon added to the denominator
     */
    public record Constants(double beta1, double beta2, double epsilon) {
        /** PyTorch's defaults. */
        public static final Constants DEFAULT = new Constants(0.9, 0.999, 1e-8);
    }

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public Tensors define(TensorOps ops, Constants constants, Tensors inputs) {
        Tensor gradients = inputs.get(1);
        Tensor stepSize = scalar(ops, inputs.get(4), 0);
        Tensor secondCorrection = scalar(ops, inputs.get(4), 1);
        Tensor mean = ops.add(ops.affine(inputs.get(2), constants.beta1(), 0),
                ops.affine(gradients, 1 - constants.beta1(), 0));
        Tensor square = ops.add(ops.affine(inputs.get(3), constants.beta2(), 0),
                ops.affine(ops.multiply(gradients, gradients), 1 - constants.beta2(), 0));
        Tensor denominator = ops.affine(ops.scaleBy(ops.sqrt(square), secondCorrection), 1, constants.epsilon());
        Tensor change = ops.scaleBy(ops.divide(mean, denominator), stepSize);
        return Tensors.of(ops.subtract(inputs.get(0), change), mean, square);
    }

    private static Tensor scalar(TensorOps ops, Tensor vector, int index) {
        return ops.reshape(ops.slice(vector, 0, index, index + 1), Shape.SCALAR);
    }
}
