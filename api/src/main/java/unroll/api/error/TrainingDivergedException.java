package unroll.api.error;

/**
 * Training produced a value that is not finite; the message names the epoch and the batch.
 */
public class TrainingDivergedException extends UnrollException {
    private static final long serialVersionUID = 1L;

    public TrainingDivergedException(String message) {
        super(message);
    }

    public TrainingDivergedException(String message, Throwable cause) {
        super(message, cause);
    }
}
