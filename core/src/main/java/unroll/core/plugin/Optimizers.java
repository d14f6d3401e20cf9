package unroll.core.plugin;

import java.util.List;
import java.util.Map;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;

/** The optimisers that are there. */
public final class Optimizers extends Registry<OptimizerProvider> {
    /** Those of some sources. */
    public Optimizers(ProviderSource... sources) {
        this(List.of(sources), List.of());
    }

    Optimizers(List<? extends ProviderSource> sources, List<Broken> unusable) {
        super("optimiser", OptimizerProvider.class, OptimizerProvider::name, sources, unusable);
    }

    /**
     * Makes an optimiser.
     *
     * @param options what the configuration says of it, by key
     * @throws unroll.api.error.UsageException if there is no such optimiser, or it doesn't take the options
     * @throws unroll.api.error.ProviderException if its provider fails
     */
    public Optimizer create(String name, Map<String, String> options) {
        Optimizer made = made(name, provider -> provider.create(options));
        Entry<OptimizerProvider> entry = entry(name);
        return entry.plugin() == null ? made : new PluginOptimizer(made, name, entry.place());
    }
}
