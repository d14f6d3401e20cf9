package unroll.app.job;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;

/** Which backend a command uses: the option, else the environment, else the default of the distribution. */
public final class BackendSelection {
    /** The variable that names a backend, as the option does. */
    public static final String VARIABLE = "UNROLL_BACKEND";

    private static final int MOST_THREADS = 1024;

    private BackendSelection() {
    }

    /**
     * Chooses.
     *
     * @param option NAME or NAME:DEVICE, or null for none given
     * @param threads threads to compute with, or null for the backend's choice
     * @throws UsageException if nothing names a backend, or the number of threads is out of range
     */
    public static BackendChoice choose(@Nullable String option, @Nullable Integer threads,
            Surroundings surroundings) {
        if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
            throw new UsageException("--threads must be 1 to " + MOST_THREADS + ", found " + threads);
        }
        String name = option != null ? option : surroundings.variable(VARIABLE);
        if (name == null) {
            name = surroundings.defaultBackend();
        }
        if (name == null) {
            throw new UsageException("no backend is chosen, and nothing names a default; choose one with --backend NAME"
                    + " ('unroll backends' lists them)");
        }
        return BackendChoice.parse(name, threads == null ? 0 : threads);
    }
}
