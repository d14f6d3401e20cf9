package unroll.core.config;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/**
 * Everything that decides a training run, with all defaults filled in. Immutable; the same configuration, data and
 * backend give the same model.
 *
 * @param data what it is trained on
 * @param model the model
 * @param optimizer how gradients change the weights
 * @param batchSize sequences in a mini-batch, at least 1
 * @param accumulation mini-batches whose gradients are added up for a step, at least 1
 * @param epochs passes over the training split, at least 1
 * @param patience epochs in a row without a lower dev loss after which training ends, at least 1, or null for no such
 *     end
 * @param seed seed of weights, order and samples, at least 0
 */
public record RunConfig(DataConfig data, ModelConfig model, OptimizerConfig optimizer, int batchSize, int accumulation,
        int epochs, @Nullable Integer patience, long seed) {

    /** The lecture's settings, on the built-in names. */
    public static final RunConfig LECTURE = new RunConfig(DataConfig.LECTURE, ModelConfig.LECTURE,
            OptimizerConfig.LECTURE, 16, 1, 10, null, 0);

    /**
     * Checks the ranges.
     *
     * @throws UsageException naming the first setting that is out of range, what is allowed and what was found
     */
    public RunConfig {
        ConfigKey.BATCH_SIZE.check(batchSize);
        ConfigKey.ACCUMULATION.check(accumulation);
        ConfigKey.EPOCHS.check(epochs);
        if (patience != null) {
            ConfigKey.PATIENCE.check(patience);
        }
        ConfigKey.SEED.check(seed);
    }
}
