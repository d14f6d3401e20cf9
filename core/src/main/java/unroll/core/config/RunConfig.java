package unroll.core.config;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/**
 * Everything that decides a training run, with all defaults filled in. Immutable; the same configuration, data and
 * backend give the same model.
 *
 * @param data path of the data file, or null for the built-in names
 * @param tokenizer name of the tokenizer
 * @param cell name of the recurrent cell
 * @param hiddenSize width of the hidden state and of the embedding, at least 1
 * @param batchSize sequences in a mini-batch, at least 1
 * @param epochs passes over the training split, at least 1
 * @param patience epochs in a row without a lower dev loss after which training ends, at least 1, or null for no such
 *     end
 * @param optimizer name of the optimiser
 * @param learningRate a finite number above 0
 * @param maxGradNorm bound on the norm of all gradients together, above 0, or null for no clipping
 * @param splitSeed seed of the split into train, dev and test, as Python's random.seed takes it, at least 0
 * @param seed seed of weights, order and samples, at least 0
 */
public record RunConfig(@Nullable String data, String tokenizer, String cell, int hiddenSize, int batchSize, int epochs,
        @Nullable Integer patience, String optimizer, double learningRate, @Nullable Double maxGradNorm, long splitSeed,
        long seed) {

    /** The lecture's settings, on the built-in names. */
    public static final RunConfig LECTURE = new RunConfig(null, "char", "notebook", 96, 16, 10, null, "adam", 0.001,
            null, 123, 0);

    /**
     * Checks the ranges.
     *
     * @throws UsageException naming the first setting that is out of range, what is allowed and what was found
     */
    public RunConfig {
        atLeastOne("hidden", hiddenSize);
        atLeastOne("batch", batchSize);
        atLeastOne("epochs", epochs);
        if (patience != null) {
            atLeastOne("patience", patience);
        }
        positive("lr", learningRate);
        if (maxGradNorm != null) {
            positive("max-grad-norm", maxGradNorm);
        }
        notNegative("split-seed", splitSeed);
        notNegative("seed", seed);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new UsageException("--" + name + " must be at least 1, found " + value);
        }
    }

    private static void notNegative(String name, long value) {
        if (value < 0) {
            throw new UsageException("--" + name + " must be 0 or more, found " + value);
        }
    }

    private static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new UsageException("--" + name + " must be a finite number above 0, found " + value);
        }
    }
}
