package unroll.api.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Which inputs of a {@link Composite} need a gradient, and where one may be added.
 *
 * @param neededMask bit i is set where input i needs a gradient
 * @param targets for each input, empty or a tensor of the input's shape to which its gradient may be added in place
 * @param zerosMask bit i is set where the target of input i holds zeros, so that a gradient may be written over them
 */
public record GradientRequest(long neededMask, Tensors targets, long zerosMask) {
    /** A request of which nothing is known about what the targets hold. */
    public GradientRequest(long neededMask, Tensors targets) {
        this(neededMask, targets, 0);
    }

    /** Whether input {@code index} needs a gradient. */
    public boolean needed(int index) {
        return (neededMask >>> index & 1) != 0;
    }

    /**
     * Where the gradient of input {@code index} is gathered, or null. A kernel may add to it and leave the input's place
     * in its answer empty; or return the gradient, which is then added for it.
     */
    public @Nullable Tensor target(int index) {
        return targets.find(index);
    }

    /**
     * Whether input {@code index} has a target and that holds zeros, so that a gradient may be written over them, every
     * element of it. An element that is -0 then stays what adding to +0 would have made +0.
     *
     * @throws unroll.api.error.TensorException if there is no such input
     */
    public boolean targetsZeros(int index) {
        return (zerosMask >>> index & 1) != 0 && !targets.isEmpty(index);
    }
}
