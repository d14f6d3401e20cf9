package unroll.api.support;

/** Work on tensors between its begin and its end, for which the backend's {@code close} may have to wait. */
@FunctionalInterface
public interface Work extends AutoCloseable {
    /** Work that nothing waits for. */
    Work FREE = () -> {
    };

    /** Ends it. */
    @Override
    void close();
}
