package unroll.core.optim;

import java.util.Map;
import unroll.api.composite.RmspropUpdate;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;
import unroll.api.options.Options;

/** Provides RMSprop. Options alpha, eps, momentum, centered and weight_decay, with PyTorch's defaults. */
public final class RmspropProvider implements OptimizerProvider {
    /** For the service loader. */
    public RmspropProvider() {
    }

    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public String description() {
        return "RMSprop (Tieleman and Hinton, 2012), PyTorch's formula";
    }

    @Override
    public Optimizer create(Map<String, String> options) {
        Options given = new Options("optimizer rmsprop", options);
        Rmsprop rmsprop = new Rmsprop(
                new RmspropUpdate.Constants(given.number("alpha", 0.99, 0, 1), given.number("eps", 1e-8, 0),
                        given.number("momentum", 0, 0), given.flag("centered", false)),
                given.number("weight_decay", 0, 0));
        given.end();
        return rmsprop;
    }
}
