package unroll.api.backend;

import org.jspecify.annotations.Nullable;

/**
 * How to open a backend.
 *
 * @param device id of the device, or null for the backend's first choice
 * @param threads number of threads to compute with, or 0 for the backend's choice
 */
public record OpenOptions(@Nullable String device, int threads) {
    /** The backend's own choices. */
    public static final OpenOptions DEFAULT = new OpenOptions(null, 0);

    /** Checks the number of threads. */
    public OpenOptions {
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative, found " + threads);
        }
    }
}
