package unroll.api.error;

/**
 * A saved file cannot be read: damaged, of another form, or of a newer version.
 */
public class ModelFormatException extends UnrollException {
    private static final long serialVersionUID = 1L;

    public ModelFormatException(String message) {
        super(message);
    }

    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
