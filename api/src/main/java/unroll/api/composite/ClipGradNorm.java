package unroll.api.composite;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The factor by which gradients are multiplied so that their norm over all parameters is at most max_norm:
 * min(1, max_norm / (norm + 1e-6)), as torch.nn.utils.clip_grad_norm_. Stays on the device: no branch on the host.
 *
 * <p>Input: all gradients as one vector. Outputs: the factor [] and the norm before clipping [].
 */
public record ClipGradNorm() implements Composite<ClipGradNorm.MaxNorm> {
    public static final ClipGradNorm CLIP_GRAD_NORM = new ClipGradNorm();

    private static final double EPSILON = 1e-6;

    /**
     * The bound.
     *
     * @param value largest norm that is let through, above 0
     */
    public record MaxNorm(double value) {
    }

    @Override
    public String name() {
        return "clip_grad_norm";
    }

    @Override
    public Tensors define(TensorOps ops, MaxNorm maxNorm, Tensors inputs) {
        Tensor gradients = inputs.get(0);
        Tensor norm = ops.sqrt(ops.sum(ops.multiply(gradients, gradients)));
        Tensor bound = ops.full(Shape.SCALAR, gradients.dtype(), maxNorm.value());
        Tensor ratio = ops.divide(bound, ops.affine(norm, 1, EPSILON));
        // min(1, r) = 1 - relu(1 - r) without a branch
        Tensor factor = ops.affine(ops.relu(ops.affine(ratio, -1, 1)), -1, 1);
        return Tensors.of(factor, norm);
    }
}
