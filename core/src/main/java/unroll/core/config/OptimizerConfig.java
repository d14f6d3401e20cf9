package unroll.core.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/**
 * How gradients change the weights of a run. Immutable.
 *
 * @param optimizer the optimiser
 * @param learningRate a finite number above 0
 * @param weightDecay the optimiser's option of that name, 0 or more, or null for the optimiser's default
 * @param schedule how the learning rate changes
 * @param maxGradNorm bound on the norm of all gradients together, above 0, or null for none
 * @param clipValue bound on each element of the gradients, above 0, or null for none
 */
public record OptimizerConfig(Choice optimizer, double learningRate, @Nullable Double weightDecay, Choice schedule,
        @Nullable Double maxGradNorm, @Nullable Double clipValue) {
    /** The lecture's. */
    public static final OptimizerConfig LECTURE = new OptimizerConfig(Choice.of("adam"), 0.001, null,
            Choice.of("constant"), null, null);

    private static final String WEIGHT_DECAY = ConfigKey.WEIGHT_DECAY.key();

    /**
     * Checks the ranges.
     *
     * @throws UsageException naming the first setting that is out of range, what is allowed and what was found; or if
     *     gradients are to be clipped in two ways, or weight decay is given twice
     */
    public OptimizerConfig {
        ConfigKey.LR.check(learningRate);
        if (weightDecay != null) {
            ConfigKey.WEIGHT_DECAY.check(weightDecay);
            if (optimizer.options().containsKey(WEIGHT_DECAY)) {
                throw new InvalidSetting(names -> names.of(ConfigKey.WEIGHT_DECAY) + " and "
                        + names.of(ConfigKey.OPTIMIZER_OPTIONS)
                        + " both give the weight decay; leave out one of the two");
            }
        }
        if (maxGradNorm != null) {
            ConfigKey.MAX_GRAD_NORM.check(maxGradNorm);
        }
        if (clipValue != null) {
            ConfigKey.CLIP_VALUE.check(clipValue);
        }
        if (maxGradNorm != null && clipValue != null) {
            throw new InvalidSetting(names -> names.of(ConfigKey.MAX_GRAD_NORM) + " and "
                    + names.of(ConfigKey.CLIP_VALUE)
                    + " exclude each other, because gradients are clipped in one way; leave out one of the two");
        }
    }

    /** What the optimiser is told: its options, and the weight decay where that is given. */
    public Map<String, String> optimizerOptions() {
        Map<String, String> options = new TreeMap<>(optimizer.options());
        if (weightDecay != null) {
            options.put(WEIGHT_DECAY, weightDecay.toString());
        }
        return options;
    }
}
