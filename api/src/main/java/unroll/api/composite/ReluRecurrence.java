package unroll.api.composite;

import java.util.List;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * h_t = relu(projected + W_hh h_{t-1} + b_hh): torch.nn.RNN with nonlinearity relu.
 *
 * <p>Weights: W_hh [hidden_size, hidden_size], b_hh [hidden_size].
 */
public record ReluRecurrence() implements Recurrence {
    public static final ReluRecurrence RELU = new ReluRecurrence();

    @Override
    public String name() {
        return "relu";
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
        return Tensors.of(ops.named("h", ops.relu(ops.add(projected, recurrent))));
    }
}
