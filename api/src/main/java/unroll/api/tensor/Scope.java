package unroll.api.tensor;

/**
 * Owns the tensors made in it, and frees or recycles their storage when it is closed. Scopes are passed, not found: an
 * operation puts its result where its {@link TensorOps} were opened. Closing twice does nothing.
 *
 * <p>Training opens one scope a step; so does sampling.
 */
public interface Scope extends AutoCloseable {
    /** Whether the tensors made here can still be used. */
    boolean isOpen();

    /** Ends the life of every tensor made here. */
    @Override
    void close();
}
