package unroll.core.optim;

import unroll.api.composite.ClipGradNorm;
import unroll.api.error.UsageException;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** How gradients are bounded before a step. */
public sealed interface Clipping {
    /** Bounds a block of gradients, in place. Never waits for the device. */
    void apply(TensorOps ops, Tensor gradients);

    /**
     * All gradients together are scaled down so that their norm is at most a bound, as torch.nn.utils.clip_grad_norm_.
     *
     * @param maxNorm the bound
     */
    record Norm(double maxNorm) implements Clipping {
        /**
         * Checks the bound.
         *
         * @throws UsageException if it is no finite number above 0
         */
        public Norm {
            positive("the largest norm of the gradients", maxNorm);
        }

        @Override
        public void apply(TensorOps ops, Tensor gradients) {
            Tensor factor = ops.apply(ClipGradNorm.CLIP_GRAD_NORM, new ClipGradNorm.MaxNorm(maxNorm),
                    Tensors.of(gradients)).get(0);
            ops.updates().scale(gradients, factor);
        }
    }

    /**
     * Each element of a gradient is clamped to [-limit, limit], as torch.nn.utils.clip_grad_value_.
     *
     * @param limit the bound
     */
    record Value(double limit) implements Clipping {
        /**
         * Checks the bound.
         *
         * @throws UsageException if it is no finite number above 0
         */
        public Value {
            positive("the largest value of a gradient", limit);
        }

        @Override
        public void apply(TensorOps ops, Tensor gradients) {
            ops.updates().assign(Tensors.of(gradients), ClipGradValue.CLIP_GRAD_VALUE, new ClipGradValue.Limit(limit),
                    Tensors.of(gradients));
        }
    }

    private static void positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new UsageException(what + " must be a finite number above 0, found " + value);
        }
    }
}
