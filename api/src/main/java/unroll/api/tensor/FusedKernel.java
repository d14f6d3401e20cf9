package unroll.api.tensor;

/**
 * A backend's own way to compute a {@link Composite}, forward and backward. Equal to the definition up to rounding.
 *
 * @param <A> the composite's attributes
 */
public interface FusedKernel<A> {
    /** The mask of no input: no backward pass follows. */
    long INFERENCE = 0;

    /** The mask of every input. */
    long EVERY_INPUT = -1;

    /**
     * What a forward pass leaves.
     *
     * @param outputs the composite's outputs, new handles and never inputs
     * @param saved whatever {@link #backward} needs, inputs and outputs included; belongs to the scope of the call
     */
    record Forward(Tensors outputs, Tensors saved) {
    }

    /**
     * Computes the outputs. No input is changed.
     *
     * @param scope owner of everything that is made
     * @param neededMask bit i is set where {@link #backward} will be asked for the gradient of input i;
     *     {@link #INFERENCE} where it will not be called, and nothing need be saved
     * @throws unroll.api.error.TensorException as the definition
     */
    Forward forward(Scope scope, A attributes, Tensors inputs, long neededMask);

    /**
     * Computes gradients of the inputs. Saved values are not used up: it may be called again.
     *
     * @param saved what {@link #forward} left
     * @param outputGradients for each output its gradient, or empty where none flows (then it counts as zero)
     * @param request which inputs need a gradient, and where it may be added
     * @return for each input its gradient; empty where none is needed or it was added to the request's target
     */
    Tensors backward(Scope scope, A attributes, Tensors saved, Tensors outputGradients, GradientRequest request);
}
