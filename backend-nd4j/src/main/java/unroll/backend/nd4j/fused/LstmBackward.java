package unroll.backend.nd4j.fused;

import unroll.api.tensor.Packing;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.call.Elementwise;
import unroll.backend.nd4j.call.Pairwise;
import unroll.backend.nd4j.call.Transform;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;

/**
 * Backpropagation through time of the LSTM: dc = dc + dh o (1 - tanh(c)^2), da_i = dc g i (1 - i), da_f = dc c_{t-1} f (1
 * - f), da_g = dc i (1 - g^2), da_o = dh tanh(c) o (1 - o), dc_{t-1} has dc f, and dh_{t-1} has each gate's da W. What does
 * not depend on dh and dc is computed for all tokens at once and lies where the step puts da.
 */
final class LstmBackward {
    private static final int INPUT = 0;
    private static final int FORGET = 1;
    private static final int CANDIDATE = 2;
    private static final int OUTPUT = 3;

    private final Blas blas;
    private final Elementwise elementwise;
    private final OffHeapTensor weight;
    private final OffHeapTensor forget;
    private final OffHeapTensor[] da;
    private final OffHeapTensor toCell;

    /**
     * Prepares all tokens.
     *
     * @param gates i, f, g, o
     * @param squashed tanh(c) after each token
     * @param cellBefore c before each token
     */
    LstmBackward(OffHeapScope results, OffHeapTensor weight, OffHeapTensor[] gates, OffHeapTensor squashed,
            OffHeapTensor cellBefore) {
        this.blas = results.calls().blas();
        this.elementwise = results.calls().elementwise();
        this.weight = weight;
        this.forget = gates[FORGET];
        this.da = new OffHeapTensor[gates.length];
        for (int gate = 0; gate < da.length; gate++) {
            da[gate] = results.dirty(forget.shape());
        }
        this.toCell = results.dirty(forget.shape());
        sigmoidSlope(gates[INPUT], gates[CANDIDATE], da[INPUT]);
        sigmoidSlope(gates[FORGET], cellBefore, da[FORGET]);
        sigmoidSlope(gates[OUTPUT], squashed, da[OUTPUT]);
        tanhSlope(gates[CANDIDATE], gates[INPUT], da[CANDIDATE]);
        tanhSlope(squashed, gates[OUTPUT], toCell);
    }

    /** factor x (1 - x). */
    private void sigmoidSlope(OffHeapTensor x, OffHeapTensor factor, OffHeapTensor to) {
        elementwise.apply(Transform.TIMES_ONE_MINUS, x.address(), to.address(), x.size());
        elementwise.apply(Pairwise.MULTIPLY, factor.address(), to.address(), to.address(), x.size());
    }

    /** factor (1 - x x). */
    private void tanhSlope(OffHeapTensor x, OffHeapTensor factor, OffHeapTensor to) {
        elementwise.apply(Transform.SQUARE, x.address(), to.address(), x.size());
        elementwise.apply(Transform.ONE_MINUS, to.address(), to.address(), x.size());
        elementwise.apply(Pairwise.MULTIPLY, factor.address(), to.address(), to.address(), x.size());
    }

    /**
     * From the last step to the first.
     *
     * @param dh the gradient of h after each token as far as it comes from outside; used up
     * @param dc that of c
     * @param first zeros, to which the gradient of the initial h is added
     * @param firstCell zeros, to which that of the initial c is added
     */
    void run(Packing packing, OffHeapTensor dh, OffHeapTensor dc, OffHeapTensor first, OffHeapTensor firstCell) {
        int hidden = dh.shape().dim(1);
        for (int t = packing.steps() - 1; t >= 0; t--) {
            long from = (long) packing.offset(t) * hidden;
            long earlier = t > 0 ? (long) packing.offset(t - 1) * hidden : 0;
            step(dh.address(from), dc.address(from), from, packing.rows(t), hidden,
                    t > 0 ? dh.address(earlier) : first.address(), t > 0 ? dc.address(earlier) : firstCell.address());
        }
    }

    private void step(long dh, long dc, long from, int rows, int hidden, long before, long cellBefore) {
        int count = rows * hidden;
        long room = toCell.address(from);
        elementwise.apply(Pairwise.MULTIPLY, dh, room, room, count);
        blas.addScaled(1, room, dc, count);
        elementwise.apply(Pairwise.MULTIPLY, dc, da[INPUT].address(from), da[INPUT].address(from), count);
        elementwise.apply(Pairwise.MULTIPLY, dc, da[FORGET].address(from), da[FORGET].address(from), count);
        elementwise.apply(Pairwise.MULTIPLY, dc, da[CANDIDATE].address(from), da[CANDIDATE].address(from), count);
        elementwise.apply(Pairwise.MULTIPLY, dh, da[OUTPUT].address(from), da[OUTPUT].address(from), count);
        elementwise.apply(Pairwise.MULTIPLY, dc, forget.address(from), room, count);
        blas.addScaled(1, room, cellBefore, count);
        for (int gate = 0; gate < da.length; gate++) {
            blas.addProduct(da[gate].address(from), false, weight.address((long) gate * hidden * hidden), false, rows,
                    hidden, hidden, before);
        }
    }

    /** The gradients of the gates' arguments, once the steps are done. */
    OffHeapTensor[] toGates() {
        return da;
    }
}
