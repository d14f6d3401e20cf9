package unroll.core.autograd;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.UpdateOps;

/**
 * Which tensors a gradient is wanted of, and what has been gathered so far. A leaf with a target gathers there, in
 * place; every other tensor's gradient is a value that is replaced when more is added, since it may be shared.
 */
final class Gradients {
    private final TensorOps ops;
    private final UpdateOps updates;
    private final IdentityHashMap<Tensor, Tensor> targets;
    private final IdentityHashMap<Tensor, Boolean> untouched;
    private final IdentityHashMap<Tensor, Boolean> tracked;
    private final IdentityHashMap<Tensor, Tensor> sums;

    Gradients(TensorOps ops, Tape tape) {
        this.ops = ops;
        this.updates = ops.updates();
        this.targets = tape.targets;
        this.untouched = tape.untouched;
        this.tracked = tape.tracked;
        this.sums = tape.sums;
    }

    TensorOps ops() {
        return ops;
    }

    void track(Tensor tensor) {
        tracked.put(tensor, Boolean.TRUE);
    }

    void track(Tensor leaf, Tensor target) {
        track(leaf);
        targets.put(leaf, target);
        untouched.remove(leaf);
    }

    /** The same with a target that holds zeros. */
    void trackFromZeros(Tensor leaf, Tensor target) {
        track(leaf, target);
        untouched.put(leaf, Boolean.TRUE);
    }

    /** Notes that something is added to a leaf's target now. Returns whether it held zeros until then. */
    boolean touch(Tensor leaf) {
        return untouched.remove(leaf) != null;
    }

    boolean isTracked(Tensor tensor) {
        return tracked.containsKey(tensor);
    }

    @Nullable
    Tensor target(Tensor leaf) {
        return targets.get(leaf);
    }

    /** What has been gathered for a tensor without a target; null where nothing has. */
    @Nullable
    Tensor of(Tensor tensor) {
        return sums.get(tensor);
    }

    void add(Tensor tensor, Tensor gradient) {
        Tensor target = targets.get(tensor);
        if (target != null) {
            touch(tensor);
            updates.accumulate(target, gradient);
            return;
        }
        Tensor before = sums.get(tensor);
        sums.put(tensor, before == null ? gradient : ops.add(before, gradient));
    }
}
