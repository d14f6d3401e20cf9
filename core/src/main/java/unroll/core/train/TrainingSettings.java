package unroll.core.train;

import org.jspecify.annotations.Nullable;
import unroll.core.config.RunConfig;

/**
 * How to train a model.
 *
 * @param batchSize sequences in a mini-batch
 * @param epochs passes over the training split
 * @param patience epochs in a row without a lower dev loss after which training ends, or null for no such end
 * @param learningRate the optimiser's
 * @param maxGradNorm bound on the norm of all gradients, or null for none
 * @param seed seed of weights and order
 */
public record TrainingSettings(int batchSize, int epochs, @Nullable Integer patience, double learningRate,
        @Nullable Double maxGradNorm,
        long seed) {
    /** Without patience. */
    public TrainingSettings(int batchSize, int epochs, double learningRate, @Nullable Double maxGradNorm, long seed) {
        this(batchSize, epochs, null, learningRate, maxGradNorm, seed);
    }

    /**
     * Whether training is at its end.
     *
     * @param epoch epochs finished
     * @param bestEpoch the one with the lowest dev loss, 0 for none
     */
    public boolean isOver(int epoch, int bestEpoch) {
        return epoch >= epochs || (patience != null && epoch - bestEpoch >= patience);
    }

    /** What a configuration says of training. */
    public static TrainingSettings of(RunConfig config) {
        return new TrainingSettings(config.batchSize(), config.epochs(), config.patience(),
                config.optimizer().learningRate(),
                config.optimizer().maxGradNorm(),
                config.seed());
    }
}
