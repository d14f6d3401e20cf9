package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.CrossEntropy;
import unroll.api.support.Checks;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Forms;
import unroll.backend.djl.storage.Memory;
import unroll.backend.djl.storage.Storage;

/**
 * log_softmax by libtorch; what is picked from it, one element a row, is read in place. Its gradient is softmax less
 * one at the target, over the number of rows that count.
 */
public final class CrossEntropyKernel extends DjlKernel<CrossEntropy.Targets> {
    public CrossEntropyKernel(Storage storage) {
        super(storage, CrossEntropy.CROSS_ENTROPY.name());
    }

    @Override
    Forward forward(DjlScope results, CrossEntropy.Targets targets, Tensors inputs, DjlTensor[] own,
            boolean training) {
        DjlTensor logits = own[0];
        CrossEntropy.check(logits, targets);
        int columns = logits.shape().dim(1);
        PtNDArray made = JniUtils.logSoftmax(logits.array(), 1, Forms.type(logits.dtype()));
        DjlTensor logProbabilities = results.adopt(logits.shape(), logits.dtype(), made);
        Memory values = Memory.of(logProbabilities);
        Indices classes = targets.classes();
        double sum = 0;
        for (int i = 0; i < classes.length(); i++) {
            if (classes.at(i) != targets.ignoreIndex()) {
                sum -= values.get((long) i * columns + classes.at(i));
            }
        }
        DjlTensor loss = results.full(Shape.SCALAR, logits.dtype(), sum / targets.counted());
        return new Forward(Tensors.of(loss), training ? Tensors.of(logProbabilities) : Tensors.of());
    }

    @Override
    int inputs(DjlTensor[] saved) {
        return 1;
    }

    @Override
    void backward(DjlScope results, CrossEntropy.Targets targets, DjlTensor[] saved, @Nullable DjlTensor[] flowing,
            Gradients gradients) {
        DjlTensor logProbabilities = saved[0];
        DjlTensor dLoss = flowing[0];
        if (dLoss == null) {
            gradients.none(0, logProbabilities);
            return;
        }
        Checks.rank("cross_entropy", dLoss, 0);
        if (!gradients.needed(0)) {
            return;
        }
        DjlTensor gradient = results.adopt(logProbabilities.shape(), logProbabilities.dtype(),
                JniUtils.exp(logProbabilities.array()));
        subtractTargets(targets, Memory.of(gradient), gradient.shape().dim(1));
        double factor = Memory.of(dLoss).get(0) / targets.counted();
        JniUtils.muli(gradient.array(), results.scalar(gradient.dtype(), factor));
        gradients.give(0, gradient);
    }

    /** Softmax less one at each target; zero in rows that are ignored. */
    private static void subtractTargets(CrossEntropy.Targets targets, Memory softmax, int columns) {
        Indices classes = targets.classes();
        for (int i = 0; i < classes.length(); i++) {
            long row = (long) i * columns;
            if (classes.at(i) == targets.ignoreIndex()) {
                softmax.fill(row, columns, 0);
            } else {
                long target = row + classes.at(i);
                softmax.set(target, softmax.get(target) - 1);
            }
        }
    }
}
