package unroll.core.optim;

import java.util.Map;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;
import unroll.api.options.Options;

/** Provides AdamW. Options beta1, beta2, eps and weight_decay, with PyTorch's defaults. */
public final class AdamWProvider implements OptimizerProvider {
    /** For the service loader. */
    public AdamWProvider() {
    }

    @Override
    public String name() {
        return "adamw";
    }

    @Override
    public String description() {
        return "Adam with decoupled weight decay (Loshchilov and Hutter, 2019), PyTorch's formula";
    }

    @Override
    public Optimizer create(Map<String, String> options) {
        Options given = new Options("optimizer adamw", options);
        AdamW adamW = new AdamW(AdamProvider.constants(given), given.number("weight_decay", 0.01, 0));
        given.end();
        return adamW;
    }
}
