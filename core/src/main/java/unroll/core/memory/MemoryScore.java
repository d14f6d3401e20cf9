package unroll.core.memory;

/**
 * How well a model remembers.
 *
 * @param cell name of the cell
 * @param distance steps from the symbol to the question
 * @param seed of weights and sequences
 * @param parameters trainable numbers
 * @param accuracy share of right answers, over sequences that it was not trained on
 * @param updates optimiser steps made
 * @param seconds wall time of training
 */
public record MemoryScore(String cell, int distance, long seed, long parameters, double accuracy, int updates,
        double seconds) implements MemoryOutcome {
}
