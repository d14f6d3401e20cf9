package unroll.api.error;

/**
 * The request itself is wrong (an option, a name, a file that is not there): change the command or the call.
 */
public class UsageException extends UnrollException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
