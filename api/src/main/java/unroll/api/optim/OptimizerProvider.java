package unroll.api.optim;

import java.util.Map;

/** How an optimiser is found: a service for {@link java.util.ServiceLoader}. Cheap to make. */
public interface OptimizerProvider {
    /** The name by which users choose it: lower case, without spaces. */
    String name();

    /** One line for the list of optimisers. */
    String description();

    /**
     * Makes the optimiser.
     *
     * @param options what the configuration says of it, by key; empty for the defaults
     * @throws unroll.api.error.UsageException if a key is unknown or a value makes no sense; it names the known keys
     */
    Optimizer create(Map<String, String> options);
}
