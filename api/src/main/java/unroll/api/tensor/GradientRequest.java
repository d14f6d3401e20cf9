package unroll.api.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Which inputs of a {@link Composite} need a gradient, and where one may be added.
 *
 * @param neededMask bit i is set where input i needs a gradient
 * @param targets for each input, empty or a tensor of the input's shape to which its gradient may be added in place
 */
public record GradientRequest(long neededMask, Tensors targets) {
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
}
