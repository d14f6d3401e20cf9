package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import unroll.backend.djl.storage.DjlTensor;

/** W_hh and b_hh of a layer of torch.nn's kind: the last two of its inputs. */
final class LayerWeights {
    private static final long[] ROWS = {0};

    private LayerWeights() {
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
