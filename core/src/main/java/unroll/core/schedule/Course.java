package unroll.core.schedule;

/**
 * What a schedule runs over.
 *
 * @param learningRate the configured rate
 * @param stepsPerEpoch optimiser steps of an epoch, at least 1
 * @param epochs passes over the training split, at least 1
 */
public record Course(double learningRate, long stepsPerEpoch, int epochs) {
    /** Steps from the beginning to the end. */
    public long steps() {
        return stepsPerEpoch * epochs;
    }
}
