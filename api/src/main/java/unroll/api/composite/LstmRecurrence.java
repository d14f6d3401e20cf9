package unroll.api.composite;

import java.util.List;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The long short-term memory of torch.nn.LSTM. With a = x + W_hh h_{t-1} + b_hh, x being the projected input, cut into
 * the parts i, f, g, o of hidden_size columns:
 *
 * <pre>
 * i   = sigmoid(a_i)                input gate
 * f   = sigmoid(a_f)                forget gate
 * g   = tanh(a_g)                   candidate
 * o   = sigmoid(a_o)                output gate
 * c_t = f c_{t-1} + i g
 * h_t = o tanh(c_t)
 * </pre>
 *
 * <p>State: h, c. Weights: W_hh [4 hidden_size, hidden_size], b_hh [4 hidden_size].
 */
public record LstmRecurrence() implements Recurrence {
    public static final LstmRecurrence LSTM = new LstmRecurrence();

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public List<String> states() {
        return List.of("h", "c");
    }

    @Override
    public Tensors step(TensorOps ops, Tensor projected, Tensors state, Tensors weights) {
        int hidden = state.get(0).shape().dim(1);
        Tensor sum = ops.add(projected, Linear.apply(ops, state.get(0), weights.get(0), weights.get(1)));
        List<Tensor> a = ops.split(sum, 1, hidden, hidden, hidden, hidden);
        Tensor input = ops.named("i", ops.sigmoid(a.get(0)));
        Tensor forget = ops.named("f", ops.sigmoid(a.get(1)));
        Tensor candidate = ops.named("g", ops.tanh(a.get(2)));
        Tensor output = ops.named("o", ops.sigmoid(a.get(3)));
        Tensor cell = ops.named("c",
                ops.add(ops.multiply(forget, state.get(1)), ops.multiply(input, candidate)));
        return Tensors.of(ops.named("h", ops.multiply(output, ops.tanh(cell))), cell);
    }
}
