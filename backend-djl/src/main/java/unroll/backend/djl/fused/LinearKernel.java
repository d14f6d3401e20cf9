package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.support.Checks;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Storage;

/** y = x W^T + b; then dx = dy W, dW = dy^T x and db = the sum of the rows of dy. Saves its inputs. */
public final class LinearKernel extends DjlKernel<NoAttributes> {
    private static final long[] ROWS = {0};

    public LinearKernel(Storage storage) {
        super(storage, Linear.LINEAR.name());
    }

    @Override
    Forward forward(DjlScope results, NoAttributes attributes, Tensors inputs, DjlTensor[] own, boolean training) {
        Linear.check(inputs);
        DjlTensor x = own[0];
        DjlTensor weight = own[1];
        PtNDArray bias = null;
        if (own.length > 2) {
            Checks.sameType("linear", weight, own[2]);
            bias = own[2].array();
        }
        DjlTensor y = results.adopt(Checks.matmul(x, false, weight, true), x.dtype(),
                JniUtils.linear(x.array(), weight.array(), bias));
        return new Forward(Tensors.of(y), training ? inputs : Tensors.of());
    }

    @Override
    int inputs(DjlTensor[] saved) {
        return saved.length;
    }

    @Override
    void backward(DjlScope results, NoAttributes attributes, DjlTensor[] saved, @Nullable DjlTensor[] flowing,
            Gradients gradients) {
        DjlTensor x = saved[0];
        DjlTensor weight = saved[1];
        DjlTensor dy = flowing[0];
        if (dy == null) {
            for (int i = 0; i < saved.length; i++) {
                gradients.none(i, saved[i]);
            }
            return;
        }
        if (gradients.needed(0)) {
            gradients.give(0, x, JniUtils.matmul(dy.array(), weight.array()));
        }
        if (gradients.needed(1)) {
            try (PtNDArray transposed = JniUtils.transpose(dy.array(), 0, 1)) {
                gradients.give(1, weight, JniUtils.matmul(transposed, x.array()));
            }
        }
        if (saved.length > 2 && gradients.needed(2)) {
            gradients.give(2, saved[2], JniUtils.sum(dy.array(), ROWS, false));
        }
    }
}
