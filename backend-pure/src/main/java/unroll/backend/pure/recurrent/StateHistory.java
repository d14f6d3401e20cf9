package unroll.backend.pure.recurrent;

import java.util.Arrays;
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
    /**
     * Whether every sequence starts from +0, so that a product of its initial state and finite numbers is +0: sums start
     * from +0, which no zero that is added changes.
     */
    boolean startsFromZeros() {
        float[] states = initial.array();
        int first = initial.offset();
        int end = first + initial.size();
        if (first == end) {
            return false;
        }
        // all are the first one; compared in words of the processor
        return Float.floatToRawIntBits(states[first]) == 0
                && Arrays.mismatch(states, first, end - 1, states, first + 1, end) < 0;
    }

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

    /**
     * Puts the state before each token of steps {@code from} to {@code to} into an operand, row by row.
     *
     * @param first the token that is the operand's first row
     */
    void putBefore(RightOperand operand, int first, int from, int to) {
        for (int t = from; t < to; t++) {
            operand.putRows(before(t), beforeAt(t, 0), packing.offset(t) - first, packing.rows(t));
        }
    }
}
