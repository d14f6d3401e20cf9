package unroll.core.train;

import java.util.List;

/**
 * The size of each parameter's gradient at some steps of an epoch: the Euclidean norm, before gradients are bounded.
 *
 * @param steps optimiser steps at which it was taken, counted from 1 since training began
 * @param parameters names
 * @param norms of each parameter at each of the steps
 */
public record GradientNorms(long[] steps, List<String> parameters, double[][] norms) {
    /** Copies the names. */
    public GradientNorms {
        parameters = List.copyOf(parameters);
    }
}
