package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What the kernels of recurrent layers have in common. A group computes one sequence or a few, all their steps, and
 * each of its items some units of one; a step needs all units of the step before, so that the items wait for one another
 * in between. What they share lies in the heap. Sequences of one group read the same weights at about the same time, from
 * a cache that a device's groups do not share.
 *
 * <p>at, forward: 0 hidden_size, 1 steps, 2 numbers ({@link #offset} of each step and of the end, then the length of each
 * sequence), 3 sequences, 4 projected input, 5 row numbers or -1, 6 tokens, 7 h_0, 8 W_hh transposed, 9 b_hh, 10 y, 11
 * h_n, 12 gates of each token or -1, 13 c_0, 14 c, 15 c_n.
 *
 * <p>at, backward: 0 to 3 as before, 4 gradient of y or -1, 5 of h_n or -1, 6 y, 7 h_0, 8 W_hh, 9 gates, 10 c, 11 c_0, 12
 * gradient of c_n or -1, 13 gradient of the projected input of each token, 14 of W_hh h + b_hh, 15 h before each token, 16
 * gradient of h_0, 17 of c_0.
 *
 * <p>Both: 18 items of a sequence. The sequences of a group are at most as long as its first.
 */
final class Sequences {
    private Sequences() {
    }

    /** The first row of a step, or the number of rows for the step after the last. */
    static int offset(FloatArray heap, IntArray at, int step) {
        return WholeNumbers.get(heap, at.get(2), at.get(1) + 1 + at.get(3), step);
    }

    /** The number of steps of a sequence; 0 where a group has more places than there are sequences. */
    static int length(FloatArray heap, IntArray at, int sequence) {
        int length = 0;
        if (sequence < at.get(3)) {
            length = WholeNumbers.get(heap, at.get(2), at.get(1) + 1 + at.get(3), at.get(1) + 1 + sequence);
        }
        return length;
    }

    /** Which row of the projected input a token takes. */
    static int source(FloatArray heap, IntArray at, int row) {
        int source = row;
        if (at.get(5) >= 0) {
            source = WholeNumbers.get(heap, at.get(5), at.get(6), row);
        }
        return source;
    }

    /** Where the state before a step lies: that of the step before, or for the first step the initial one. */
    static int before(FloatArray heap, IntArray at, int step, int sequence, int states, int initial) {
        int before = initial + sequence * at.get(0);
        if (step > 0) {
            before = states + (offset(heap, at, step - 1) + sequence) * at.get(0);
        }
        return before;
    }

    /** Unit j of W_hh transposed times the gradient da of all units of all gates. */
    static float backThrough(FloatArray heap, IntArray at, int da, int units, int j) {
        float sum = 0;
        int weight = at.get(8) + j;
        for (int k = 0; k < units; k++) {
            sum += heap.get(da + k) * heap.get(weight + k * at.get(0));
        }
        return sum;
    }

    /** An element, or 0 where there is no tensor. */
    static float orZero(FloatArray heap, int tensor, int element) {
        float value = 0;
        if (tensor >= 0) {
            value = heap.get(tensor + element);
        }
        return value;
    }
}
