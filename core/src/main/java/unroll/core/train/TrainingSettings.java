package unroll.core.train;

import org.jspecify.annotations.Nullable;
import unroll.core.config.RunConfig;

/**
 * How to train a model.
 *
 * @param batchSize sequences in a mini-batch
 * @param epochs passes over the training split
 * @param learningRate the optimiser's
 * @param maxGradNorm bound on the norm of all gradients, or null for none
 * @param seed seed of weights and order
 */
public record TrainingSettings(int batchSize, int epochs, double learningRate, @Nullable Double maxGradNorm,
        long seed) {
    /** What a configuration says of training. */
    public static TrainingSettings of(RunConfig config) {
        return new TrainingSettings(config.batchSize(), config.epochs(), config.learningRate(), config.maxGradNorm(),
                config.seed());
    }
}
