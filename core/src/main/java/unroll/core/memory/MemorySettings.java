package unroll.core.memory;

import unroll.api.error.UsageException;

/**
 * How a model is trained on the task.
 *
 * @param hiddenSize width of the hidden state and of the embedding
 * @param updates optimiser steps, each with new sequences
 * @param batchSize sequences of a step
 * @param learningRate Adam's
 * @param seed of weights and sequences
 */
public record MemorySettings(int hiddenSize, int updates, int batchSize, double learningRate, long seed) {
    /**
     * Checks the ranges.
     *
     * @throws UsageException if one is out of range
     */
    public MemorySettings {
        least("hidden", hiddenSize);
        least("updates", updates);
        least("batch", batchSize);
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new UsageException("lr must be a finite number above 0, found " + learningRate);
        }
        if (seed < 0) {
            throw new UsageException("seed must be 0 or more, found " + seed);
        }
    }

    private static void least(String name, int value) {
        if (value < 1) {
            throw new UsageException(name + " must be at least 1, found " + value);
        }
    }
}
