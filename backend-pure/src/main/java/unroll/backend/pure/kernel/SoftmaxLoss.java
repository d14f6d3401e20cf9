package unroll.backend.pure.kernel;

import java.util.Arrays;
import unroll.api.tensor.Indices;

/** Softmax, its cross-entropy and the gradient of that in one pass over the logits. */
public final class SoftmaxLoss {
    private SoftmaxLoss() {
    }

    /**
     * Rows {@code from} to {@code to}.
     *
     * @param classes the right class of each row
     * @param ignored the class of rows that do not count: their loss and gradient are 0
     * @param weight one over the number of rows that count
     * @param losses for each row log(sum exp(x - max)) - (x_y - max)
     * @param gradient for each logit (softmax - one-hot) times weight
     */
    public static void rows(float[] logits, int offset, int columns, Indices classes, int ignored, float weight,
            float[] losses, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            int out = i * columns;
            int target = classes.at(i);
            if (target == ignored) {
                losses[i] = 0;
                Arrays.fill(gradient, out, out + columns, 0);
                continue;
            }
            int in = offset + out;
            float largest = Maxima.of(logits, in, columns);
            for (int j = 0; j < columns; j++) {
                gradient[out + j] = Exp.of(logits[in + j] - largest);
            }
            float sum = Sums.all(gradient, out, columns);
            losses[i] = Log.of(sum) - (logits[in + target] - largest);
            float scale = weight / sum;
            for (int j = 0; j < columns; j++) {
                gradient[out + j] *= scale;
            }
            gradient[out + target] -= weight;
        }
    }
}
