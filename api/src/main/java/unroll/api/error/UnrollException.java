package unroll.api.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of what Unroll throws on purpose. The message is one sentence or two for the person at the terminal: the
 * thing, what was expected, what was found, what to do about it.
 */
public abstract class UnrollException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected UnrollException(String message) {
        super(message);
    }

    protected UnrollException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
