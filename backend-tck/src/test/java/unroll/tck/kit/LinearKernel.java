package unroll.tck.kit;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** A right kernel for Linear, made of primitives. A test overrides what it wants to be wrong. */
class LinearKernel implements FusedKernel<NoAttributes> {
    private final TensorOps ops;

    LinearKernel(TensorOps ops) {
        this.ops = ops;
    }

    @Override
    public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
        return new Forward(Linear.LINEAR.define(ops, attributes, inputs), inputs);
    }

    @Override
    public Tensors backward(Scope scope, NoAttributes attributes, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        Tensor gradient = outputGradients.get(0);
        @Nullable Tensor[] found = new Tensor[saved.size()];
        for (int i = 0; i < found.length; i++) {
            if (request.needed(i)) {
                Tensor value = switch (i) {
                    case 0 -> ops.matmul(gradient, false, saved.get(1), false);
                    case 1 -> ops.matmul(gradient, true, saved.get(0), false);
                    default -> ops.sum(gradient, 0);
                };
                found[i] = deliver(ops, value, request.target(i));
            }
        }
        return Tensors.ofAll(found);
    }

    /** Adds to the target, if there is one; else gives the gradient back. */
    @Nullable
    Tensor deliver(TensorOps operations, Tensor gradient, @Nullable Tensor target) {
        if (target == null) {
            return gradient;
        }
        operations.updates().accumulate(target, gradient);
        return null;
    }
}
