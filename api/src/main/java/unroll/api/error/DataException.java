package unroll.api.error;

/**
 * The text or data cannot be used as it is: its encoding, its size or its content.
 */
public class DataException extends UnrollException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
