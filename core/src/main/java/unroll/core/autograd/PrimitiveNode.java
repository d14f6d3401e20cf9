package unroll.core.autograd;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import unroll.api.tensor.Tensor;

/**
 * A primitive of one or two arguments.
 *
 * @param toA the gradient of a from that of the output
 * @param toB the gradient of b from that of the output
 */
record PrimitiveNode(Tensor output, Tensor a, UnaryOperator<Tensor> toA, @Nullable Tensor b,
        @Nullable UnaryOperator<Tensor> toB) implements Node {
    @Override
    public void backward(Gradients gradients) {
        Tensor gradient = gradients.of(output);
        if (gradient == null) {
            return;
        }
        if (gradients.isTracked(a)) {
            gradients.add(a, toA.apply(gradient));
        }
        if (b != null && toB != null && gradients.isTracked(b)) {
            gradients.add(b, toB.apply(gradient));
        }
    }
}
