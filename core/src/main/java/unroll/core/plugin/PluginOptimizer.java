package unroll.core.plugin;

import java.util.List;
import unroll.api.error.ProviderException;
import unroll.api.error.TensorException;
import unroll.api.error.UnrollException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.TensorOps;

/**
 * An optimiser of a plugin: what its code throws is said to be the plugin's.
 *
 * @param optimizer the optimiser
 * @param name by which users choose it
 * @param place its class and plugin
 */
record PluginOptimizer(Optimizer optimizer, String name, String place) implements Optimizer {
    @Override
    public List<String> stateNames() {
        try {
            return optimizer.stateNames();
        } catch (RuntimeException | LinkageError e) {
            throw failed("when asked for its state", e);
        }
    }

    @Override
    public void step(TensorOps ops, Parameters parameters, long step, double learningRate) {
        try {
            optimizer.step(ops, parameters, step, learningRate);
        } catch (RuntimeException | LinkageError e) {
            throw failed("in step " + step, e);
        }
    }

    private RuntimeException failed(String when, Throwable e) {
        // A backend may lack memory; operations that refuse their arguments were given wrong ones.
        return e instanceof UnrollException explained && !(e instanceof TensorException)
                ? explained
                : new ProviderException("optimiser " + name + " failed " + when + ": " + place + ": "
                        + Broken.rootOf(e) + "; update it or take it away", e);
    }
}
