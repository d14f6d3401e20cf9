package unroll.api.tensor;

/**
 * A composite made ready to be computed many times with the same tensors: what generating text does, one token after
 * another with weights that no longer change. Confined to one caller at a time.
 *
 * @param <A> the composite's attributes
 */
@FunctionalInterface
public interface Prepared<A> extends AutoCloseable {
    /**
     * Computes the composite on its inputs as they are now and puts output i into destination i, as
     * {@link UpdateOps#assign} does and up to rounding with the same result.
     *
     * @throws unroll.api.error.TensorException if the attributes do not fit, or a tensor is closed
     */
    void assign(A attributes);

    /** Lets go of what was made ready; the tensors stay the caller's. Closing twice does nothing. */
    @Override
    default void close() {
    }
}
