package unroll.backend.pure.kernel;

import org.jspecify.annotations.Nullable;
import unroll.api.tensor.Indices;

/** What a step of the tanh recurrence does beside its product. */
public final class TanhStep {
    private TanhStep() {
    }

    /**
     * y = tanh(projected + (y + bias)) for tokens {@code from} to {@code to} of the packed batch, where y holds the
     * hidden projection.
     *
     * @param rows for each token its row of {@code source}, or null if that is the token's own number
     */
    public static void forward(float[] source, int sourceOffset, @Nullable Indices rows, float[] bias, int biasOffset,
            float[] y, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int in = sourceOffset + (rows == null ? token : rows.at(token)) * hidden;
            int out = token * hidden;
            for (int j = 0; j < hidden; j++) {
                y[out + j] = Tanh.of(source[in + j] + (y[out + j] + bias[biasOffset + j]));
            }
        }
    }

    /**
     * The gradient before the tanh of tokens {@code from} to {@code to}: (dy + dh) (1 - y y).
     *
     * @param dy gradient of the outputs, or null where none flows
     * @param dh gradient from the step after, its first row that of token {@code from}, at {@code dhOffset}
     * @param da where it goes
     */
    public static void backward(float @Nullable [] dy, int dyOffset, float[] dh, int dhOffset, float[] y, float[] da,
            int from, int to, int hidden) {
        int begin = from * hidden;
        int back = dhOffset - begin;
        for (int i = begin; i < to * hidden; i++) {
            float gradient = dy == null ? dh[back + i] : dy[dyOffset + i] + dh[back + i];
            da[i] = gradient * (1 - y[i] * y[i]);
        }
    }
}
