package unroll.core.optim;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * Each element clamped to [-limit, limit], as torch.nn.utils.clip_grad_value_. A finite element within the range keeps
 * its bits, one outside becomes the limit with its sign; one that is infinite becomes NaN, where PyTorch clamps it.
 *
 * <p>Input and output: gradients of any shape.
 */
public record ClipGradValue() implements Composite<ClipGradValue.Limit> {
    public static final ClipGradValue CLIP_GRAD_VALUE = new ClipGradValue();

    /**
     * The bound.
     *
     * @param value largest magnitude that is let through, above 0
     */
    public record Limit(double value) {
    }

    @Override
    public String name() {
        return "clip_grad_value";
    }

    @Override
    public Tensors define(TensorOps ops, Limit limit, Tensors inputs) {
        Tensor gradients = inputs.get(0);
        double bound = limit.value();
        // Masks of 0 and 1: what they choose is not rounded.
        Tensor above = ops.step(ops.affine(gradients, 1, -bound));
        Tensor below = ops.step(ops.affine(gradients, -1, -bound));
        Tensor inside = ops.affine(ops.add(above, below), -1, 1);
        Tensor clamped = ops.affine(ops.subtract(above, below), bound, 0);
        return Tensors.of(ops.add(ops.multiply(gradients, inside), clamped));
    }
}
