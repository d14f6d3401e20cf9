package unroll.core.autograd;

import java.util.ArrayList;
import java.util.List;
import unroll.api.tensor.Tensor;

/** A tensor cut into parts: its gradient is theirs put together, zeros where none has flowed. */
record SplitNode(Tensor a, List<Tensor> parts, int dim) implements Node {
    @Override
    public void backward(Gradients gradients) {
        List<Tensor> found = new ArrayList<>(parts.size());
        boolean any = false;
        for (Tensor part : parts) {
            Tensor gradient = gradients.of(part);
            any |= gradient != null;
            found.add(gradient == null ? gradients.ops().full(part.shape(), part.dtype(), 0) : gradient);
        }
        if (any) {
            gradients.add(a, gradients.ops().concat(found, dim));
        }
    }
}
