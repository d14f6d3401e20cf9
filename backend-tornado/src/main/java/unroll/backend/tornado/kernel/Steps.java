package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What the kernels of single steps have in common. An item computes a unit of a sequence; the sequences of a step are the
 * first of the batch, and those that end with it the last of these. What W_hh makes of all of them is a product before
 * it, forward, and after it, backward.
 *
 * <p>at is that of {@link Sequences}, but for 1 sequences of the step, 2 its first row, 3 sequences that go on after it, 7
 * h before the step. Forward, 8 is W_hh h of its sequences, and 13 c before the step; backward, 11 is c before the step.
 */
final class Steps {
    private Steps() {
    }

    /** How many items have something to do. */
    static int units(IntArray at) {
        return at.get(1) * at.get(0);
    }

    /** Whether the sequence of a unit ends with this step. */
    static boolean ends(IntArray at, int unit) {
        return unit >= at.get(3) * at.get(0);
    }

    /** The gradient of a state after this step, of which what comes from the steps after it is in the carry. */
    static float carried(FloatArray heap, IntArray at, int unit, int carry, int last) {
        float gradient = 0;
        if (ends(at, unit)) {
            gradient = Sequences.orZero(heap, last, unit);
        } else {
            gradient = heap.get(carry + unit);
        }
        return gradient;
    }
}
