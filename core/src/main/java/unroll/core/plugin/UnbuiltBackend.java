package unroll.core.plugin;

import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;

/**
 * A backend of the checkout that has not been built: it is listed, and says how to get it.
 *
 * @param name its name
 * @param size how much building it downloads, in words, or null where that is not said
 */
record UnbuiltBackend(String name, @Nullable String size) implements BackendProvider {
    @Override
    public String description() {
        return "a backend that is built on its first use";
    }

    @Override
    public Probe probe() {
        return new Probe.Unavailable("it is not built yet",
                "use it with --backend " + name + ", the first use builds it"
                        + (size == null ? "" : " (downloads about " + size + ")"));
    }

    @Override
    public Backend open(OpenOptions options) {
        throw new BackendUnavailableException("backend " + name + " is not built yet; use it with --backend " + name);
    }
}
