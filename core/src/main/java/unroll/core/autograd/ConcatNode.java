package unroll.core.autograd;

import java.util.List;
import unroll.api.tensor.Tensor;

/** Tensors put one after another: each gets its part of the gradient. */
record ConcatNode(Tensor output, List<Tensor> parts, int dim) implements Node {
    @Override
    public void backward(Gradients gradients) {
        Tensor gradient = gradients.of(output);
        if (gradient == null) {
            return;
        }
        int from = 0;
        for (Tensor part : parts) {
            int to = from + part.shape().dim(dim);
            if (gradients.isTracked(part)) {
                gradients.add(part, gradients.ops().slice(gradient, dim, from, to));
            }
            from = to;
        }
    }
}
