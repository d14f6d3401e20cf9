package unroll.core.autograd;

import org.jspecify.annotations.Nullable;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;

/**
 * A composite that ran as a kernel: one node, whatever its definition.
 *
 * @param neededMask bit i is set where a gradient is wanted of input i
 */
record KernelNode<A>(FusedKernel<A> kernel, A attributes, Tensors inputs, long neededMask,
        FusedKernel.Forward forward) implements Node {
    @Override
    public void backward(Gradients gradients) {
        Tensors outputGradients = map(forward.outputs(), gradients, false);
        if (nothing(outputGradients)) {
            return;
        }
        GradientRequest request = new GradientRequest(neededMask, map(inputs, gradients, true), untouched(gradients));
        Tensors found = kernel.backward(gradients.ops().scope(), attributes, forward.saved(), outputGradients, request);
        for (int i = 0; i < inputs.size(); i++) {
            Tensor gradient = found.find(i);
            if (gradient != null) {
                gradients.add(inputs.get(i), gradient);
            }
        }
    }

    /** Where the kernel is the first to add to a target. An input that comes twice is added to twice. */
    private long untouched(Gradients gradients) {
        long mask = 0;
        for (int i = 0; i < inputs.size(); i++) {
            if ((neededMask >>> i & 1) != 0 && gradients.touch(inputs.get(i)) && isOnce(i)) {
                mask |= 1L << i;
            }
        }
        return mask;
    }

    private boolean isOnce(int index) {
        for (int i = index + 1; i < inputs.size(); i++) {
            if (inputs.get(i).equals(inputs.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static Tensors map(Tensors tensors, Gradients gradients, boolean targets) {
        Tensors.Builder mapped = Tensors.builder(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            mapped.set(i, one(tensors, i, gradients, targets));
        }
        return mapped.build();
    }

    private static @Nullable Tensor one(Tensors tensors, int index, Gradients gradients, boolean targets) {
        Tensor tensor = tensors.get(index);
        return targets ? gradients.target(tensor) : gradients.of(tensor);
    }

    private static boolean nothing(Tensors tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            if (!tensors.isEmpty(i)) {
                return false;
            }
        }
        return true;
    }
}
