package unroll.api.composite;

import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * y = x W^T + b, as torch.nn.Linear.
 *
 * <p>Inputs: x [n, in], weight [out, in] and, if there is one, bias [out]. Output: y [n, out].
 */
public record Linear() implements Composite<NoAttributes> {
    public static final Linear LINEAR = new Linear();

    /** Applies it with a bias. */
    public static Tensor apply(TensorOps ops, Tensor x, Tensor weight, Tensor bias) {
        return ops.apply(LINEAR, NoAttributes.NONE, Tensors.of(x, weight, bias)).get(0);
    }

    /** Applies it without a bias. */
    public static Tensor apply(TensorOps ops, Tensor x, Tensor weight) {
        return ops.apply(LINEAR, NoAttributes.NONE, Tensors.of(x, weight)).get(0);
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public Tensors define(TensorOps ops, NoAttributes attributes, Tensors inputs) {
        Tensor x = inputs.get(0);
        Tensor product = ops.matmul(x, false, inputs.get(1), true);
        return Tensors.of(inputs.size() < 3
                ? product
                : ops.add(product, ops.expandRows(inputs.get(2), x.shape().dim(0))));
    }
}
