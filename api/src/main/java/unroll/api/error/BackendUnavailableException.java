package unroll.api.error;

/**
 * The backend asked for cannot run here; the message gives the reason and the remedy.
 */
public class BackendUnavailableException extends UnrollException {
    private static final long serialVersionUID = 1L;

    public BackendUnavailableException(String message) {
        super(message);
    }

    public BackendUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
