package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import unroll.api.composite.RecurrentLayer;
import unroll.api.error.TensorException;
import unroll.api.support.Checks;
import unroll.api.tensor.Shape;
import unroll.backend.djl.storage.DjlTensor;

/** W_hh and b_hh of a layer of torch.nn's kind: the last two of its inputs. */
final class LayerWeights {
    private static final long[] ROWS = {0};

    private LayerWeights() {
    }

    /**
     * The check at the door.
     *
     * @throws TensorException if they are missing, their shapes do not fit hidden_size, or an input is of another type
     *         than the first
     */
    static void check(RecurrentLayer layer, DjlTensor[] inputs, int hidden) {
        int expected = layer.firstWeight() + 2;
        if (inputs.length < expected) {
            throw new TensorException(layer.name() + ": expected " + expected
                    + " inputs, the last two of them weight and bias of the states, found " + inputs.length);
        }
        DjlTensor weight = inputs[layer.firstWeight()];
        DjlTensor bias = inputs[layer.firstWeight() + 1];
        int width = layer.recurrence().gates() * hidden;
        if (!weight.shape().equals(Shape.of(width, hidden)) || !bias.shape().equals(Shape.of(width))) {
            throw new TensorException(layer.name() + ": expected weights of shapes [" + width + ", " + hidden
                    + "] and ["
                    + width + "] for hidden_size " + hidden + ", found " + weight.shape() + " and " + bias.shape());
        }
        for (DjlTensor input : inputs) {
            Checks.sameType(layer.name(), inputs[0], input);
        }
    }

    /**
     * Gives both their gradients, each one product or sum over all tokens.
     *
     * @param first place of the weight among the inputs
     * @param sums for each token the gradient of W_hh h + b_hh, [tokens, gates * hidden_size]
     * @param before for each token the state h before it
     */
    static void give(Gradients gradients, DjlTensor[] inputs, int first, PtNDArray sums, DjlTensor before) {
        if (gradients.needed(first)) {
            try (PtNDArray transposed = JniUtils.transpose(sums, 0, 1)) {
                gradients.give(first, inputs[first], JniUtils.matmul(transposed, before.array()));
            }
        }
        if (gradients.needed(first + 1)) {
            gradients.give(first + 1, inputs[first + 1], JniUtils.sum(sums, ROWS, false));
        }
    }
}
