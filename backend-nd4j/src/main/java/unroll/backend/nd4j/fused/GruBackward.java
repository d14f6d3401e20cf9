package unroll.backend.nd4j.fused;

import unroll.api.tensor.Packing;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.call.Elementwise;
import unroll.backend.nd4j.call.Pairwise;
import unroll.backend.nd4j.call.Transform;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;

/**
 * Backpropagation through time of the GRU. What does not depend on dh is computed for all tokens at once and lies where
 * the step puts the gradient of that gate's argument.
 */
final class GruBackward {
    private final Blas blas;
    private final Elementwise elementwise;
    private final OffHeapTensor weight;
    private final OffHeapTensor r;
    private final OffHeapTensor z;
    private final OffHeapTensor dar;
    private final OffHeapTensor daz;
    private final OffHeapTensor dan;
    private final OffHeapTensor ds;

    /**
     * Prepares all tokens.
     *
     * @param s W_hn h + b_hn
     * @param before h before each token
     */
    GruBackward(OffHeapScope results, OffHeapTensor weight, OffHeapTensor r, OffHeapTensor z, OffHeapTensor n,
            OffHeapTensor s, OffHeapTensor before) {
        this.blas = results.calls().blas();
        this.elementwise = results.calls().elementwise();
        this.weight = weight;
        this.r = r;
        this.z = z;
        this.dar = results.dirty(r.shape());
        this.daz = results.dirty(r.shape());
        this.dan = results.dirty(r.shape());
        this.ds = results.dirty(r.shape());
        int count = r.size();
        long slope = ds.address();
        // s r (1 - r)
        elementwise.apply(Transform.TIMES_ONE_MINUS, r.address(), slope, count);
        elementwise.apply(Pairwise.MULTIPLY, s.address(), slope, dar.address(), count);
        // (h - n) z (1 - z)
        elementwise.apply(Transform.TIMES_ONE_MINUS, z.address(), slope, count);
        elementwise.apply(Pairwise.SUBTRACT, before.address(), n.address(), daz.address(), count);
        elementwise.apply(Pairwise.MULTIPLY, daz.address(), slope, daz.address(), count);
        // (1 - z) (1 - n n)
        elementwise.apply(Transform.SQUARE, n.address(), slope, count);
        elementwise.apply(Transform.ONE_MINUS, slope, slope, count);
        elementwise.apply(Transform.ONE_MINUS, z.address(), dan.address(), count);
        elementwise.apply(Pairwise.MULTIPLY, dan.address(), slope, dan.address(), count);
    }

    /**
     * From the last step to the first.
     *
     * @param dh the gradient of the states as far as it comes from outside; used up
     * @param first zeros, to which the gradient of the initial state is added
     */
    void run(Packing packing, OffHeapTensor dh, OffHeapTensor first) {
        int hidden = dh.shape().dim(1);
        for (int t = packing.steps() - 1; t >= 0; t--) {
            long before = t > 0 ? dh.address((long) packing.offset(t - 1) * hidden) : first.address();
            step(dh, (long) packing.offset(t) * hidden, packing.rows(t), hidden, before);
        }
    }

    private void step(OffHeapTensor dh, long from, int rows, int hidden, long before) {
        int count = rows * hidden;
        long square = (long) hidden * hidden;
        long now = dh.address(from);
        elementwise.apply(Pairwise.MULTIPLY, now, dan.address(from), dan.address(from), count);
        elementwise.apply(Pairwise.MULTIPLY, now, daz.address(from), daz.address(from), count);
        elementwise.apply(Pairwise.MULTIPLY, dan.address(from), dar.address(from), dar.address(from), count);
        elementwise.apply(Pairwise.MULTIPLY, dan.address(from), r.address(from), ds.address(from), count);
        elementwise.apply(Pairwise.MULTIPLY, now, z.address(from), now, count);
        blas.addScaled(1, now, before, count);
        blas.addProduct(dar.address(from), false, weight.address(), false, rows, hidden, hidden, before);
        blas.addProduct(daz.address(from), false, weight.address(square), false, rows, hidden, hidden, before);
        blas.addProduct(ds.address(from), false, weight.address(2 * square), false, rows, hidden, hidden, before);
    }

    /** The gradients of the parts of the projected input, once the steps are done. */
    OffHeapTensor[] toSource() {
        return new OffHeapTensor[] {dar, daz, dan};
    }

    /** The gradients of the parts of W_hh h + b_hh, once the steps are done. */
    OffHeapTensor[] toSums() {
        return new OffHeapTensor[] {dar, daz, ds};
    }
}
