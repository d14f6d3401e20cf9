package unroll.api.optim;

import java.util.List;
import unroll.api.tensor.TensorOps;

/**
 * Changes parameters by their gradients. Works on flat blocks, in place; its whole state is the named blocks and the
 * step number, so that saving those is saving all.
 */
public interface Optimizer {
    /** Names of the blocks of state it keeps, PyTorch's where it has them: {@code exp_avg}, {@code exp_avg_sq}. */
    List<String> stateNames();

    /**
     * Makes one step.
     *
     * @param ops operations of the step's scope
     * @param parameters values, gradients and state
     * @param step number of the step, from 1
     * @param learningRate rate of this step
     */
    void step(TensorOps ops, Parameters parameters, long step, double learningRate);
}
