package unroll.backend.tornado.fused;

import unroll.api.tensor.Packing;

/**
 * How the steps of a layer are gone through. Each finds its arguments in {@code at}, in the order of
 * {@code kernel.Sequences}, and sets there what changes from launch to launch; what it leaves is the same.
 */
sealed interface Way permits WholeLayer, StepByStep {
    /**
     * y, final states and what is kept, from 4 on.
     *
     * @param weight where W_hh lies
     */
    void forward(Call call, Packing packing, int weight, int[] at);

    /** The gradients of each token's sums, and of the initial states. */
    void backward(Call call, Packing packing, int[] at);
}
