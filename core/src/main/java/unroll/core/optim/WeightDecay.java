package unroll.core.optim;

import unroll.api.optim.Parameters;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** The two ways in which weights are pulled to zero. */
final class WeightDecay {
    private WeightDecay() {
    }

    /** L2: the gradient of decay / 2 times the squared norm joins the gradients, as PyTorch's weight_decay. */
    static void joinGradients(TensorOps ops, Parameters parameters, double decay) {
        if (decay > 0) {
            ops.updates().axpy(parameters.gradients().flat(), decay, parameters.values().flat());
        }
    }

    /** Decoupled (Loshchilov and Hutter, 2019): the weights themselves shrink by 1 - lr decay. */
    static void shrink(TensorOps ops, Parameters parameters, double decay, double learningRate) {
        if (decay > 0) {
            Tensor values = parameters.values().flat();
            double[] factor = {1 - learningRate * decay};
            ops.updates().scale(values, ops.create(Shape.SCALAR, values.dtype(), factor));
        }
    }
}
