package unroll.core.optim;

import java.util.Map;
import unroll.api.composite.AdamUpdate;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;
import unroll.api.options.Options;

/** Provides Adam. Options beta1, beta2, eps and weight_decay, with PyTorch's defaults. */
public final class AdamProvider implements OptimizerProvider {
    /** For the service loader. */
    public AdamProvider() {
    }

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public String description() {
        return "Adam (Kingma and Ba, 2015), PyTorch's formula";
    }

    @Override
    public Optimizer create(Map<String, String> options) {
        Options given = new Options("optimizer adam", options);
        Adam adam = new Adam(constants(given), given.number("weight_decay", 0, 0));
        given.end();
        return adam;
    }

    /** Reads what Adam and AdamW have in common. */
    static AdamUpdate.Constants constants(Options options) {
        AdamUpdate.Constants byDefault = AdamUpdate.Constants.DEFAULT;
        return new AdamUpdate.Constants(options.number("beta1", byDefault.beta1(), 0, 1),
                options.number("beta2", byDefault.beta2(), 0, 1), options.number("eps", byDefault.epsilon(), 0));
    }
}
