package unroll.tck.autograd;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.composite.Dropout;
import unroll.api.composite.Linear;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** Gradients through dropout, of a mask that is the same in each evaluation. */
class DropoutGradientTest {
    private static final long SEED = 8;

    private static Tensor drop(TensorOps ops, Tensor x, double rate, int layer) {
        return ops.apply(Dropout.DROPOUT, new Dropout.Mask(rate, SEED, 4, layer), Tensors.of(x)).get(0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.8})
    void agreeWithFiniteDifferences(double rate) {
        FiniteDifferences differences = new FiniteDifferences(SEED);
        Shape[] shapes = {Shape.of(5, 4), Shape.of(6, 4), Shape.of(3, 6)};
        double[][] arguments = new double[shapes.length][];
        for (int i = 0; i < shapes.length; i++) {
            arguments[i] = differences.values(i, shapes[i], -1, 1);
        }
        differences.check("dropout " + rate, shapes, arguments, (ops, x) -> {
            Tensor hidden = ops.tanh(Linear.apply(ops, drop(ops, x[0], rate, 0), x[1]));
            return ops.tanh(Linear.apply(ops, drop(ops, hidden, rate, 1), x[2]));
        });
    }
}
