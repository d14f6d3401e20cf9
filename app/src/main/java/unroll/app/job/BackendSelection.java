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
        checkThreads(threads);
        String name = option != null ? option : surroundings.variable(VARIABLE);
        if (name == null) {
            name = surroundings.defaultBackend();
        }
        if (name == null) {
            throw none();
        }
        return BackendChoice.parse(name, threads == null ? 0 : threads);
    }

    /**
     * Changes what is given, and keeps the rest.
     *
     * @param option NAME or NAME:DEVICE, or null for no change
     * @param threads threads to compute with, or null for no change
     * @throws UsageException if an option is wrong
     */
    static BackendChoice change(BackendChoice before, @Nullable String option, @Nullable Integer threads) {
        checkThreads(threads);
        int count = threads == null ? before.threads() : threads;
        return option == null
                ? new BackendChoice(before.name(), before.device(), count)
                : BackendChoice.parse(option, count);
    }

    /** Reads NAME or NAME:DEVICE. */
    public static BackendChoice parse(String text) {
        return BackendChoice.parse(text, 0);
    }

    /** The error for when nothing names a backend. */
    static UsageException none() {
        return new UsageException("no backend is chosen, and nothing names a default; choose one with --backend NAME"
                + " ('unroll backends' lists them)");
    }

    /**
     * Checks a number of threads as users give it.
     *
     * @param threads the number, or null for none given
     * @throws UsageException if it is out of range
     */
    public static void checkThreads(@Nullable Integer threads) {
        if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
            throw new UsageException("--threads must be 1 to " + MOST_THREADS + ", found " + threads);
        }
    }
}
