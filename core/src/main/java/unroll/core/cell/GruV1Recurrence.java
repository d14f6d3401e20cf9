package unroll.core.cell;

import java.util.List;
import unroll.api.composite.Linear;
import unroll.api.composite.Recurrence;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The gated recurrent unit as first published (Cho et al., 2014, version 1 of the paper): the reset gate is applied to
 * the state before the recurrent product, n = tanh(x_n + W_hn (r h_{t-1}) + b_hn), where torch.nn.GRU applies it after.
 *
 * <p>Weights: those of the gates r and z, [2 hidden_size, hidden_size] and [2 hidden_size], then those of the candidate,
 * [hidden_size, hidden_size] and [hidden_size].
 */
record GruV1Recurrence() implements Recurrence {
    static final GruV1Recurrence GRU_V1 = new GruV1Recurrence();

    @Override
    public String name() {
        return "gru-v1";
    }

    @Override
    public int gates() {
        return 3;
    }

    @Override
    public List<String> states() {
        return List.of("h");
    }

    @Override
    public Tensors step(TensorOps ops, Tensor projected, Tensors state, Tensors weights) {
        Tensor before = state.get(0);
        int hidden = before.shape().dim(1);
        List<Tensor> x = ops.split(projected, 1, 2 * hidden, hidden);
        Tensor gates = ops.sigmoid(ops.add(x.get(0), Linear.apply(ops, before, weights.get(0), weights.get(1))));
        List<Tensor> both = ops.split(gates, 1, hidden, hidden);
        Tensor reset = ops.named("r", both.get(0));
        Tensor update = ops.named("z", both.get(1));
        Tensor kept = ops.multiply(reset, before);
        Tensor candidate = ops.named("n",
                ops.tanh(ops.add(x.get(1), Linear.apply(ops, kept, weights.get(2), weights.get(3)))));
        return Tensors.of(ops.named("h",
                ops.add(candidate, ops.multiply(update, ops.subtract(before, candidate)))));
    }
}
