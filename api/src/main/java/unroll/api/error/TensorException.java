package unroll.api.error;

/**
 * An operation was given tensors that it cannot take: shape, type, owner, index, or use after close.
 */
public class TensorException extends UnrollException {
    private static final long serialVersionUID = 1L;

    public TensorException(String message) {
        super(message);
    }

    public TensorException(String message, Throwable cause) {
        super(message, cause);
    }
}
