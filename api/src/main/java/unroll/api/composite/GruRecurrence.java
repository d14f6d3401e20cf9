package unroll.api.composite;

import java.util.List;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The gated recurrent unit of torch.nn.GRU: the reset gate is applied after the recurrent product. With x the projected
 * input and a = W_hh h_{t-1} + b_hh, each cut into the parts r, z, n of hidden_size columns:
 *
 * <pre>
 * r   = sigmoid(x_r + a_r)          reset gate
 * z   = sigmoid(x_z + a_z)          update gate
 * n   = tanh(x_n + r a_n)           candidate
 * h_t = (1 - z) n + z h_{t-1}
 * </pre>
 *
 * <p>Weights: W_hh [3 hidden_size, hidden_size], b_hh [3 hidden_size].
 */
public record GruRecurrence() implements Recurrence {
    public static final GruRecurrence GRU = new GruRecurrence();

    @Override
    public String name() {
        return "gru";
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
        List<Tensor> x = ops.split(projected, 1, hidden, hidden, hidden);
        List<Tensor> a = ops.split(Linear.apply(ops, before, weights.get(0), weights.get(1)), 1, hidden, hidden,
                hidden);
        Tensor reset = ops.named("r", ops.sigmoid(ops.add(x.get(0), a.get(0))));
        Tensor update = ops.named("z", ops.sigmoid(ops.add(x.get(1), a.get(1))));
        Tensor candidate = ops.named("n", ops.tanh(ops.add(x.get(2), ops.multiply(reset, a.get(2)))));
        // (1 - z) n + z h with one product less
        return Tensors.of(ops.named("h",
                ops.add(candidate, ops.multiply(update, ops.subtract(before, candidate)))));
    }
}
