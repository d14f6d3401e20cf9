package unroll.core.optim;

import java.util.Map;
import unroll.api.composite.AdagradUpdate;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;
import unroll.api.options.Options;

/** Provides Adagrad. Options lr_decay, weight_decay, initial_accumulator_value and eps, with PyTorch's defaults. */
public final class AdagradProvider implements OptimizerProvider {
    /** For the service loader. */
    public AdagradProvider() {
    }

    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public String description() {
        return "Adagrad (Duchi, Hazan and Singer, 2011), PyTorch's formula";
    }

    @Override
    public Optimizer create(Map<String, String> options) {
        Options given = new Options("optimizer adagrad", options);
        Adagrad adagrad = new Adagrad(new AdagradUpdate.Constants(given.number("eps", 1e-10, 0)),
                given.number("lr_decay", 0, 0), given.number("initial_accumulator_value", 0, 0),
                given.number("weight_decay", 0, 0));
        given.end();
        return adagrad;
    }
}
