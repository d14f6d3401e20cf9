package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** A kernel's forward pass for training, with its inputs, waiting for its backward. */
final class KernelRun<A> {
    private final TensorOps ops;
    private final CompositionCase<A> one;
    private final DType dtype;
    private final FusedKernel<A> kernel;
    private final Tensors inputs;
    private final FusedKernel.Forward forward;

    /** Runs the kernel forward for the gradients of all inputs. */
    KernelRun(TensorOps ops, CompositionCase<A> one, DType dtype) {
        this(ops, one, dtype, FusedKernel.EVERY_INPUT);
    }

    /** Runs the kernel forward for the gradients of some inputs. */
    KernelRun(TensorOps ops, CompositionCase<A> one, DType dtype, long neededMask) {
        this.ops = ops;
        this.one = one;
        this.dtype = dtype;
        this.kernel = ops.fused(one.composite())
                .orElseThrow(() -> new AssertionError(one.composite().name() + " had a kernel a moment ago"));
        this.inputs = one.inputs(ops, dtype);
        this.forward = kernel.forward(ops.scope(), one.attributes(), inputs, neededMask);
    }

    /** The mask that asks for every input's gradient. */
    long all() {
        return (1L << inputs.size()) - 1;
    }

    /** For each input an empty place. */
    Tensors noTargets() {
        return Tensors.ofAll(new @Nullable Tensor[inputs.size()]);
    }

    /** The kernel's answer. Sees to it that there is a place for each input, empty where no gradient is needed. */
    Tensors backward(List<@Nullable Values> outputGradients, long mask, Tensors targets) {
        return backward(outputGradients, new GradientRequest(mask, targets));
    }

    /** The same for a request that says more. */
    Tensors backward(List<@Nullable Values> outputGradients, GradientRequest request) {
        long mask = request.neededMask();
        @Nullable Tensor[] gradients = new Tensor[outputGradients.size()];
        for (int i = 0; i < gradients.length; i++) {
            Values values = outputGradients.get(i);
            gradients[i] = values == null ? null : values.on(ops, dtype);
        }
        Tensors found = kernel.backward(ops.scope(), one.attributes(), forward.saved(), Tensors.ofAll(gradients),
                request);
        Assertions.assertEquals(inputs.size(), found.size(), one + ": a place for each input's gradient");
        for (int i = 0; i < found.size(); i++) {
            if ((mask >>> i & 1) == 0) {
                Assertions.assertTrue(found.isEmpty(i), one + ": input " + i + " needs no gradient, but one came");
            }
        }
        for (int i = 0; i < inputs.size(); i++) {
            Closeness.bits(one + ": input " + i + " after backward", one.inputs().get(i),
                    Values.read(ops, inputs.get(i)));
        }
        return found;
    }

    /** Every input's gradient, returned and not added anywhere. */
    List<Values> gradients(List<@Nullable Values> outputGradients) {
        Tensors found = backward(outputGradients, all(), noTargets());
        List<Values> values = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Assertions.assertFalse(found.isEmpty(i), one + ": the gradient of input " + i + " is missing");
            values.add(Values.read(ops, found.get(i)));
        }
        return values;
    }

    /** Gradients for the outputs, drawn. */
    List<@Nullable Values> drawOutputGradients(Draw draw) {
        List<@Nullable Values> drawn = new ArrayList<>();
        for (int i = 0; i < forward.outputs().size(); i++) {
            drawn.add(draw.uniform(forward.outputs().get(i).shape()).round(dtype));
        }
        return drawn;
    }
}
