package unroll.backend.pure.recurrent;

import unroll.api.tensor.Packing;
import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.storage.FloatTensor;

/**
 * A part of the state over time.
 *
 * @param initial before the first step, a row for each sequence
 * @param after after each token, made by the kernel
 */
record StateHistory(Packing packing, int hidden, FloatTensor initial, FloatTensor after) {
    /** Where the state before a step is. */
    float[] before(int step) {
        return step == 0 ? initial.array() : after.array();
    }

    /** The element of {@link #before} where the state of one sequence begins. */
    int beforeAt(int step, int sequence) {
        int first = step == 0 ? initial.offset() : after.offset() + packing.offset(step - 1) * hidden;
        return first + sequence * hidden;
    }

    /** Copies the last state of each sequence: of every step, the rows that have no next step. */
    FloatTensor last(LayerCall call) {
        FloatTensor last = call.like(initial);
        for (int t = 0; t < packing.steps(); t++) {
            int goingOn = t + 1 < packing.steps() ? packing.rows(t + 1) : 0;
            int ending = packing.rows(t) - goingOn;
            System.arraycopy(after.array(), after.offset() + (packing.offset(t) + goingOn) * hidden, last.array(),
                    last.offset() + goingOn * hidden, ending * hidden);
        }
        return last;
    }

    /** Puts the state before each token of steps {@code from} to {@code to} into an operand, row by row. */
    void putBefore(RightOperand operand, int from, int to) {
        for (int t = from; t < to; t++) {
            operand.putRows(before(t), beforeAt(t, 0), packing.offset(t), packing.rows(t));
        }
    }
}
