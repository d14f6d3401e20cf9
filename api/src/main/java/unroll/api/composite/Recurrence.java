package unroll.api.composite;

import java.util.List;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The formula of one time step of a recurrent cell, on an input that is already projected. A new cell is such a formula;
 * its gradient, its packed layer and its place in every model come for nothing. A backend recognises the recurrences of
 * this package by their type and may bring a kernel for {@link RecurrentLayer} of them.
 *
 * <p>Implementations are immutable and have {@code equals}.
 */
public interface Recurrence {
    /** A short name: {@code tanh}, {@code gru}. */
    String name();

    /** Width of the projected input in multiples of hidden_size: 1 for a plain RNN, 3 for GRU, 4 for LSTM. */
    int gates();

    /** Names of the parts of the state; the first is the one that the layer puts out. LSTM has h and c. */
    List<String> states();

    /**
     * One step. Names its intermediates by {@link TensorOps#named}.
     *
     * @param ops the operations to use
     * @param projected W_ih x_t + b_ih for the rows of this step, [rows, gates * hidden_size]
     * @param state each part of the state before the step, [rows, hidden_size]
     * @param weights the recurrent parameters, as the cell lists them
     * @return each part of the state after the step, [rows, hidden_size]
     */
    Tensors step(TensorOps ops, Tensor projected, Tensors state, Tensors weights);
}
