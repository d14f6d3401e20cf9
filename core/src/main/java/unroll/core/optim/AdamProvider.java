package unroll.core.optim;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import unroll.api.composite.AdamUpdate;
import unroll.api.error.UsageException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;

/** Provides Adam. Options beta1, beta2 and epsilon, with PyTorch's defaults. */
public final class AdamProvider implements OptimizerProvider {
    /** For the service loader. */
    public AdamProvider() {
    }

    private static final Set<String> KEYS = new TreeSet<>(Set.of("beta1", "beta2", "epsilon"));

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
        for (String key : options.keySet()) {
            if (!KEYS.contains(key)) {
                throw new UsageException("optimizer adam has no option " + key + "; it has " + KEYS);
            }
        }
        return new Adam(new AdamUpdate.Constants(
                number(options, "beta1", AdamUpdate.Constants.DEFAULT.beta1(), 1),
                number(options, "beta2", AdamUpdate.Constants.DEFAULT.beta2(), 1),
                number(options, "epsilon", AdamUpdate.Constants.DEFAULT.epsilon(), Double.MAX_VALUE)));
    }

    private static double number(Map<String, String> options, String key, double byDefault, double below) {
        String text = options.get(key);
        if (text == null) {
            return byDefault;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value < below) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("optimizer adam: " + key + " must be a number, found '" + text + "'", e);
        }
        throw new UsageException("optimizer adam: " + key + " must be 0 or more"
                + (below == 1 ? " and below 1" : "") + ", found " + text);
    }
}
