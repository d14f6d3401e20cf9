package unroll.core.gradients;

import java.util.List;
import unroll.api.composite.Linear;
import unroll.api.composite.Recurrence;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** h_t = projected + W_h h_{t-1} + b_h: the lecture's cell without its tanh, for which the lecture's table is exact. */
record IdentityRecurrence() implements Recurrence {
    static final IdentityRecurrence IDENTITY = new IdentityRecurrence();

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public List<String> states() {
        return List.of("h");
    }

    @Override
    public Tensors step(TensorOps ops, Tensor projected, Tensors state, Tensors weights) {
        Tensor recurrent = Linear.apply(ops, state.get(0), weights.get(0), weights.get(1));
        return Tensors.of(ops.named("h", ops.add(projected, recurrent)));
    }
}
