package unroll.api.error;

/**
 * A cell, an optimiser, a tokenizer or a backend failed in its own code, which may be a plugin's. The message names it
 * and where it comes from.
 */
public class ProviderException extends ResourceException {
    private static final long serialVersionUID = 1L;

    public ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
