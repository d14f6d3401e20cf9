package unroll.api.composite;

import unroll.api.error.TensorException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Shape;
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

    /**
     * The check that the definition and every kernel make at the door.
     *
     * @throws TensorException if x, weight and bias do not fit each other
     */
    public static void check(Tensors inputs) {
        Shape x = inputs.get(0).shape();
        Shape weight = inputs.get(1).shape();
        if (x.rank() != 2 || weight.rank() != 2 || x.dim(1) != weight.dim(1)) {
            throw new TensorException("linear: expected x [n, in] and weight [out, in], found " + x + " and " + weight);
        }
        if (inputs.size() > 2 && !inputs.get(2).shape().equals(Shape.of(weight.dim(0)))) {
            throw new TensorException("linear: expected a bias of shape [" + weight.dim(0) + "] for weight " + weight
                    + ", found " + inputs.get(2).shape());
        }
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public Tensors define(TensorOps ops, NoAttributes attributes, Tensors inputs) {
        check(inputs);
        Tensor x = inputs.get(0);
        Tensor product = ops.matmul(x, false, inputs.get(1), true);
        return Tensors.of(inputs.size() < 3
                ? product
                : ops.add(product, ops.expandRows(inputs.get(2), x.shape().dim(0))));
    }
}
