package unroll.core.plugin;

import unroll.api.optim.OptimizerProvider;

/** The optimisers that are there. */
public final class Optimizers extends Registry<OptimizerProvider> {
    /** Those of some sources. */
    public Optimizers(ProviderSource... sources) {
        super("optimiser", OptimizerProvider.class, OptimizerProvider::name, sources);
    }

    /** Those installed beside Unroll. */
    public static Optimizers installed() {
        return new Optimizers(ProviderSource.installed());
    }
}
