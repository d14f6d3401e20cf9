package unroll.core.cell;

import java.util.List;
import java.util.Map;
import unroll.api.composite.Recurrence;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;
import unroll.api.nn.Init;
import unroll.api.nn.Parameter;
import unroll.api.options.Options;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * minGRU (Feng et al., "Were RNNs all we needed?", 2024): gate and candidate depend on the input alone,
 * z = sigmoid(x_z), h_t = (1 - z) h_{t-1} + z x_n, so that there is no recurrent product. A whole cell in one small file.
 */
public final class MinGruProvider implements CellProvider {
    /** For the service loader. */
    public MinGruProvider() {
    }

    @Override
    public String name() {
        return "mingru";
    }

    @Override
    public String description() {
        return "minGRU (Feng et al., 2024): gates that look at the input alone, no recurrent product";
    }

    @Override
    public Cell create(Map<String, String> options) {
        new Options("cell mingru", options).end();
        return new MinGru();
    }

    private record MinGru() implements Cell, Recurrence {
        @Override
        public String name() {
            return "mingru";
        }

        @Override
        public int gates() {
            return 2;
        }

        @Override
        public List<String> states() {
            return List.of("h");
        }

        @Override
        public Tensors step(TensorOps ops, Tensor projected, Tensors state, Tensors weights) {
            Tensor before = state.get(0);
            int hidden = before.shape().dim(1);
            List<Tensor> x = ops.split(projected, 1, hidden, hidden);
            Tensor update = ops.named("z", ops.sigmoid(x.get(0)));
            Tensor candidate = ops.named("n", x.get(1));
            return Tensors.of(ops.named("h",
                    ops.add(before, ops.multiply(update, ops.subtract(candidate, before)))));
        }

        @Override
        public Recurrence recurrence() {
            return this;
        }

        @Override
        public Weights parameters(int layer, int inputSize, int hiddenSize) {
            Init drawn = Init.Uniform.fan(inputSize);
            Parameter weight = new Parameter("weight_ih_l" + layer, Shape.of(2 * hiddenSize, inputSize), drawn);
            Parameter bias = new Parameter("bias_ih_l" + layer, Shape.of(2 * hiddenSize), drawn);
            return new Weights(weight, bias, List.of(), List.of(weight, bias));
        }
    }
}
