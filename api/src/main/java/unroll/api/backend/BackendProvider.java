package unroll.api.backend;

/**
 * How a backend is found: a service for {@link java.util.ServiceLoader}. A provider is cheap to make, loads nothing
 * heavy before {@link #open}, and neither its constructor nor {@link #probe} throws.
 */
public interface BackendProvider {
    /** The name by which users choose it: lower case, without spaces or colons. */
    String name();

    /** One line for the list of backends. */
    String description();

    /** Whether the backend can run here; if not, why and what to do. Never throws; may be asked often. */
    Probe probe();

    /**
     * Opens the backend.
     *
     * @throws unroll.api.error.BackendUnavailableException if it cannot run here, with reason and remedy; or if it is
     *     open already and does not declare {@link Capability#SEVERAL_INSTANCES}
     * @throws unroll.api.error.UsageException if an option makes no sense to it, such as an unknown device or an
     *     unknown setting
     */
    Backend open(OpenOptions options);
}
