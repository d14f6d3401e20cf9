package unroll.api.composite;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * One step of Adagrad on a flat block of parameters (Duchi, Hazan and Singer, 2011), with the arithmetic of
 * torch.optim.Adagrad: s = s + g^2, and a step along g / (sqrt(s) + eps).
 *
 * <p>Inputs: parameters, gradients, sum, each [n], and the rate of this step, []. Outputs: parameters and sum after the
 * step, each [n].
 */
public record AdagradUpdate() implements Composite<AdagradUpdate.Constants> {
    public static final AdagradUpdate ADAGRAD = new AdagradUpdate();

    /**
     * What does not change by the step.
     *
     * @param eps added to the denominator
     */
    public record Constants(double eps) {
    }

    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public Tensors define(TensorOps ops, Constants constants, Tensors inputs) {
        Tensor gradients = inputs.get(1);
        Tensor sum = ops.add(inputs.get(2), ops.multiply(gradients, gradients));
        Tensor direction = ops.divide(gradients, ops.affine(ops.sqrt(sum), 1, constants.eps()));
        return Tensors.of(ops.subtract(inputs.get(0), ops.scaleBy(direction, inputs.get(3))), sum);
    }
}
