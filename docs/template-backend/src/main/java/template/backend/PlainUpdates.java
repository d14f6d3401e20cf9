package template.backend;

import java.util.Arrays;
import unroll.api.support.CheckedUpdates;

/** The operations in place. */
final class PlainUpdates extends CheckedUpdates<PlainTensor> {
    PlainUpdates(PlainBackend backend, PlainOps ops) {
        super(backend, ops);
    }

    @Override
    protected void set(PlainTensor to, double value) {
        Arrays.fill(to.data, to.offset, to.offset + to.size(), (float) value);
    }

    @Override
    protected void put(PlainTensor to, int offset, PlainTensor from) {
        System.arraycopy(from.data, from.offset, to.data, to.offset + offset, from.size());
    }

    @Override
    protected void addScaled(PlainTensor to, double factor, PlainTensor from) {
        for (int i = 0; i < to.size(); i++) {
            to.data[to.offset + i] = (float) (to.data[to.offset + i] + factor * from.data[from.offset + i]);
        }
    }

    @Override
    protected void multiplyBy(PlainTensor to, PlainTensor factor) {
        // Read first: the factor may be one of the elements that change.
        float by = factor.data[factor.offset];
        for (int i = 0; i < to.size(); i++) {
            to.data[to.offset + i] *= by;
        }
    }
}
