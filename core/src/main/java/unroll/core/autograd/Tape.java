package unroll.core.autograd;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import unroll.api.tensor.Tensor;

/**
 * Where a {@link RecordingOps} notes what is done. A training keeps one for all its steps, which then make no arrays
 * for it; one recording at a time.
 */
public final class Tape {
    final List<Node> nodes = new ArrayList<>();
    final IdentityHashMap<Tensor, Tensor> targets = new IdentityHashMap<>();
    final IdentityHashMap<Tensor, Boolean> untouched = new IdentityHashMap<>();
    final IdentityHashMap<Tensor, Boolean> tracked = new IdentityHashMap<>();
    final IdentityHashMap<Tensor, Tensor> sums = new IdentityHashMap<>();

    /** An empty tape. */
    public Tape() {
    }

    /** Forgets everything, but keeps the room for it. */
    public void clear() {
        nodes.clear();
        targets.clear();
        untouched.clear();
        tracked.clear();
        sums.clear();
    }
}
