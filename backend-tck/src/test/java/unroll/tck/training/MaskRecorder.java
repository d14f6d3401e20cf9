package unroll.tck.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unroll.api.composite.Dropout;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.ops.ForwardingOps;
import unroll.core.ops.OpsDecorator;

/** Notes which masks are applied: a kernel for dropout that computes what the definition does. */
final class MaskRecorder implements OpsDecorator {
    private final List<Dropout.Mask> masks = new ArrayList<>();

    List<Dropout.Mask> masks() {
        return masks;
    }

    @Override
    public TensorOps decorate(TensorOps ops) {
        return new ForwardingOps(ops) {
            @Override
            @SuppressWarnings("unchecked") // of the one composite, with its attributes
            public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
                return composite.equals(Dropout.DROPOUT)
                        ? Optional.of((FusedKernel<A>) new Kernel(inner()))
                        : inner().fused(composite);
            }
        };
    }

    private final class Kernel implements FusedKernel<Dropout.Mask> {
        private final TensorOps ops;

        Kernel(TensorOps ops) {
            this.ops = ops;
        }

        @Override
        public Forward forward(Scope scope, Dropout.Mask mask, Tensors inputs, long neededMask) {
            masks.add(mask);
            Shape shape = inputs.get(0).shape();
            Tensor factors = Dropout.DROPOUT
                    .define(ops, mask, Tensors.of(ops.full(shape, inputs.get(0).dtype(), 1))).get(0);
            return new Forward(Tensors.of(ops.multiply(inputs.get(0), factors)), Tensors.of(factors));
        }

        @Override
        public Tensors backward(Scope scope, Dropout.Mask mask, Tensors saved, Tensors outputGradients,
                GradientRequest request) {
            return Tensors.of(ops.multiply(outputGradients.get(0), saved.get(0)));
        }
    }
}
