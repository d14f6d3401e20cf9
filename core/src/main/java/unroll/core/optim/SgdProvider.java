package unroll.core.optim;

import java.util.Map;
import unroll.api.composite.SgdUpdate;
import unroll.api.error.UsageException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;
import unroll.api.options.Options;

/** Provides SGD. Options momentum, dampening, nesterov and weight_decay, with PyTorch's defaults. */
public final class SgdProvider implements OptimizerProvider {
    /** For the service loader. */
    public SgdProvider() {
    }

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public String description() {
        return "stochastic gradient descent, with momentum and Nesterov's on request, PyTorch's formula";
    }

    @Override
    public Optimizer create(Map<String, String> options) {
        Options given = new Options("optimizer sgd", options);
        double momentum = given.number("momentum", 0, 0);
        double dampening = given.number("dampening", 0, 0);
        boolean nesterov = given.flag("nesterov", false);
        Sgd sgd = new Sgd(new SgdUpdate.Constants(momentum, nesterov), dampening, given.number("weight_decay", 0, 0));
        given.end();
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new UsageException("optimizer sgd: nesterov needs a momentum above 0 and a dampening of 0, found "
                    + momentum + " and " + dampening);
        }
        return sgd;
    }
}
