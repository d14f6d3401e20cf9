package unroll.api.error;

/** A tensor, or all parameters together, would have more elements than can be counted: 2^31 - 1. */
public class TensorTooLargeException extends TensorException {
    private static final long serialVersionUID = 1L;

    public TensorTooLargeException(String message) {
        super(message);
    }
}
