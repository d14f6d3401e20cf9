package unroll.tck.kit;

import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;

/**
 * The backend to be tested.
 *
 * @param provider how it is opened
 * @param options what it is opened with
 */
public record Subject(BackendProvider provider, OpenOptions options) {
    /** The backend with its own choices. */
    public Subject(BackendProvider provider) {
        this(provider, OpenOptions.DEFAULT);
    }

    /** Opens it. */
    public Backend open() {
        return provider.open(options);
    }

    /** Opens it with a number of threads. */
    public Backend open(int threads) {
        return provider.open(new OpenOptions(options.device(), threads, options.settings()));
    }
}
