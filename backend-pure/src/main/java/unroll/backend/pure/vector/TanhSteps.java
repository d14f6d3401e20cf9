package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;
import unroll.api.tensor.Indices;
import unroll.backend.pure.kernel.Tanh;
import unroll.backend.pure.kernel.TanhStep;

/** What a step of the tanh recurrence does beside its product, as {@link TanhStep}. */
final class TanhSteps {
    private TanhSteps() {
    }

    /** As {@link TanhStep#forward}. */
    static void forward(float[] source, int sourceOffset, @Nullable Indices rows, float[] bias, int biasOffset,
            float[] y, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int in = sourceOffset + (rows == null ? token : rows.at(token)) * hidden;
            row(source, in, bias, biasOffset, y, token * hidden, hidden);
        }
    }

    private static void row(float[] source, int in, float[] bias, int biasOffset, float[] y, int out, int n) {
        int end = FLOATS.loopBound(n);
        for (int j = 0; j < end; j += COUNT) {
            FloatVector recurrent = load(y, out + j).add(load(bias, biasOffset + j));
            Exponentials.tanh(load(source, in + j).add(recurrent)).intoArray(y, out + j);
        }
        for (int j = end; j < n; j++) {
            y[out + j] = Tanh.of(source[in + j] + (y[out + j] + bias[biasOffset + j]));
        }
    }

    /** As {@link TanhStep#backward}. */
    static void backward(float @Nullable [] dy, int dyOffset, float[] dh, int dhOffset, float[] y, float[] da,
            int from, int to, int hidden) {
        int begin = from * hidden;
        int n = to * hidden - begin;
        int done = dy == null
                ? alone(dh, dhOffset, y, da, begin, n)
                : together(dy, dyOffset + begin, dh, dhOffset, y, da, begin, n);
        for (int i = done; i < n; i++) {
            float gradient = dy == null ? dh[dhOffset + i] : dy[dyOffset + begin + i] + dh[dhOffset + i];
            float state = y[begin + i];
            da[begin + i] = gradient * (1 - state * state);
        }
    }

    private static int together(float[] dy, int dyOffset, float[] dh, int dhOffset, float[] y, float[] da, int begin,
            int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            FloatVector gradient = load(dy, dyOffset + i).add(load(dh, dhOffset + i));
            gradient.mul(slope(load(y, begin + i))).intoArray(da, begin + i);
        }
        return end;
    }

    private static int alone(float[] dh, int dhOffset, float[] y, float[] da, int begin, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            load(dh, dhOffset + i).mul(slope(load(y, begin + i))).intoArray(da, begin + i);
        }
        return end;
    }

    private static FloatVector slope(FloatVector y) {
        return Lanes.all(1f).sub(y.mul(y));
    }
}
