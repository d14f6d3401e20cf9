package unroll.core.float64;

import java.util.Arrays;
import unroll.api.support.CheckedUpdates;

/** The operations in place. */
final class Float64Updates extends CheckedUpdates<Float64Tensor> {
    Float64Updates(Float64Owner owner, Float64Ops ops) {
        super(owner, ops);
    }

    @Override
    protected void set(Float64Tensor to, double value) {
        Arrays.fill(to.data, to.offset, to.end(), to.dtype().round(value));
    }

    @Override
    protected void put(Float64Tensor to, int offset, Float64Tensor from) {
        System.arraycopy(from.data, from.offset, to.data, to.offset + offset, from.size());
    }

    @Override
    protected void addScaled(Float64Tensor to, double factor, Float64Tensor from) {
        // a copy: the two may overlap, and what counts is the values before
        double[] source = Arrays.copyOfRange(from.data, from.offset, from.end());
        for (int i = 0; i < to.size(); i++) {
            to.data[to.offset + i] += factor * source[i];
        }
        Float64Ops.round(to);
    }

    @Override
    protected void multiplyBy(Float64Tensor to, Float64Tensor factor) {
        // read first: the factor may be one of the elements that change
        double by = factor.data[factor.offset];
        for (int i = to.offset; i < to.end(); i++) {
            to.data[i] *= by;
        }
        Float64Ops.round(to);
    }
}
