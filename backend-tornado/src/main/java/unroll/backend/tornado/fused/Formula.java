package unroll.backend.tornado.fused;

import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.Recurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.backend.tornado.engine.Task;

/**
 * A recurrence's kernels.
 *
 * @param recurrence what they compute
 * @param forward all steps
 * @param backward the same, backward
 * @param step one step
 * @param stepBackward the same, backward
 * @param kept how many numbers of each unit the forward pass keeps for the backward pass
 * @param oneGradient whether the gradient of the projected input is that of W_hh h + b_hh
 */
record Formula(Recurrence recurrence, Task forward, Task backward, Task step, Task stepBackward, int kept,
        boolean oneGradient) {
    static final Formula TANH = new Formula(TanhRecurrence.TANH, Task.TANH_FORWARD, Task.TANH_BACKWARD, Task.TANH_STEP,
            Task.TANH_STEP_BACKWARD, 0, true);
    static final Formula GRU = new Formula(GruRecurrence.GRU, Task.GRU_FORWARD, Task.GRU_BACKWARD, Task.GRU_STEP,
            Task.GRU_STEP_BACKWARD, 4, false);
    static final Formula LSTM = new Formula(LstmRecurrence.LSTM, Task.LSTM_FORWARD, Task.LSTM_BACKWARD, Task.LSTM_STEP,
            Task.LSTM_STEP_BACKWARD, 4, true);

    /** Whether it has a state beside h. */
    boolean hasCell() {
        return recurrence.states().size() > 1;
    }
}
