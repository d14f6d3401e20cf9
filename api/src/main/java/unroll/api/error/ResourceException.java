package unroll.api.error;

/**
 * The machine cannot do what was asked: memory, disk, permissions.
 */
public class ResourceException extends UnrollException {
    private static final long serialVersionUID = 1L;

    public ResourceException(String message) {
        super(message);
    }

    public ResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
