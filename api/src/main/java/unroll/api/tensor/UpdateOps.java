package unroll.api.tensor;

/**
 * Operations that change a tensor in place, for optimisers, gradient gathering and backward code. They are apart from
 * {@link TensorOps} because a change in place cannot be recorded: the recording operations refuse them.
 *
 * <p>Arguments may overlap the destination, as slices of one block do: what counts is their values before the call.
 *
 * <p>Every method throws {@link unroll.api.error.TensorException} for shapes or types that do not match, for a tensor of
 * another backend and for one whose scope is closed.
 */
public interface UpdateOps {
    /** Sets every element of {@code destination} to {@code value}. */
    void fill(Tensor destination, double value);

    /** Copies {@code source}, of the same shape, into {@code destination}. */
    void copy(Tensor destination, Tensor source);

    /** Adds {@code source}, of the same shape, to {@code destination}. */
    void accumulate(Tensor destination, Tensor source);

    /** Adds {@code factor} times {@code source}, of the same shape, to {@code destination}. */
    void axpy(Tensor destination, double factor, Tensor source);

    /** Multiplies {@code destination} by {@code factor}, a tensor of shape []. */
    void scale(Tensor destination, Tensor factor);

    /**
     * Copies all elements of {@code source}, of any shape, over the elements of {@code destination} that start at flat
     * position {@code offset}.
     */
    void write(Tensor destination, int offset, Tensor source);

    /**
     * Computes a composite and puts output i into destination i. A destination may be one of the inputs, in which case
     * the input's old value is what the composite sees.
     *
     * @param destinations as many as the composite has outputs, of their shapes
     */
    <A> void assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs);
}
