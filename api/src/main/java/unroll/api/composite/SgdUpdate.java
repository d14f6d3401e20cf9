package unroll.api.composite;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * One step of gradient descent on a flat block of parameters, with the arithmetic of torch.optim.SGD. With momentum mu,
 * the buffer becomes b = mu b + gain g, and the step goes along b, or along g + mu b (Nesterov).
 *
 * <p>Inputs: parameters and gradients, each [n]; the learning rate and the gain, [2]; with momentum, momentum_buffer
 * [n]. Outputs: parameters and, with momentum, momentum_buffer after the step.
 */
public record SgdUpdate() implements Composite<SgdUpdate.Constants> {
    public static final SgdUpdate SGD = new SgdUpdate();

    /**
     * What does not change by the step.
     *
     * @param momentum mu; 0 for none
     * @param nesterov whether the step looks ahead along the buffer
     */
    public record Constants(double momentum, boolean nesterov) {
    }

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public Tensors define(TensorOps ops, Constants constants, Tensors inputs) {
        Tensor parameters = inputs.get(0);
        Tensor gradients = inputs.get(1);
        Tensor rate = scalar(ops, inputs.get(2), 0);
        if (constants.momentum() == 0) {
            return Tensors.of(ops.subtract(parameters, ops.scaleBy(gradients, rate)));
        }
        Tensor buffer = ops.add(ops.affine(inputs.get(3), constants.momentum(), 0),
                ops.scaleBy(gradients, scalar(ops, inputs.get(2), 1)));
        Tensor direction = constants.nesterov()
                ? ops.add(gradients, ops.affine(buffer, constants.momentum(), 0))
                : buffer;
        return Tensors.of(ops.subtract(parameters, ops.scaleBy(direction, rate)), buffer);
    }

    private static Tensor scalar(TensorOps ops, Tensor vector, int index) {
        return ops.reshape(ops.slice(vector, 0, index, index + 1), Shape.SCALAR);
    }
}
