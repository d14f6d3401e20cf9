package unroll.app.job;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;

/** Which backend a command uses: the option, else the environment, else the default of the distribution. */
public final class BackendSelection {
    /** The variable that names a backend, as the option does. */
    public static final String VARIABLE = "UNROLL_BACKEND";

    private static final int MOST_THREADS = 1024;
    private static final Origin OPTION = Origin.option(ConfigKey.BACKEND);

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
        LayeredConfig named = around(surroundings);
        if (option != null) {
            named = named.withBackend(parse(option, OPTION), OPTION);
        }
        if (!named.has(ConfigKey.BACKEND)) {
            throw none();
        }
        return named.with(ConfigKey.THREADS, threads == null ? 0 : threads, OPTION).backendChoice();
    }

    /** The backend that the environment names, else the distribution's default, else nothing. */
    static LayeredConfig around(Surroundings surroundings) {
        String variable = surroundings.variable(VARIABLE);
        if (variable != null) {
            Origin origin = new Origin.Variable(VARIABLE);
            return LayeredConfig.EMPTY.withBackend(parse(variable, origin), origin);
        }
        String standard = surroundings.defaultBackend();
        return standard == null
                ? LayeredConfig.EMPTY
                : LayeredConfig.EMPTY.withBackend(parse(standard, Origin.DEFAULT), Origin.DEFAULT);
    }

    /**
     * Reads NAME or NAME:DEVICE.
     *
     * @param origin where the text comes from
     * @throws UsageException if it is neither
     */
    public static BackendChoice parse(String text, Origin origin) {
        try {
            return BackendChoice.parse(text, 0);
        } catch (UsageException e) {
            throw new UsageException(origin.nameOf(ConfigKey.BACKEND) + ": " + e.getMessage(), e);
        }
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
