package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.all;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import unroll.backend.pure.kernel.Activation;
import unroll.backend.pure.kernel.ElmanStep;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.kernel.Projected;

/** As {@link ElmanStep}. */
final class ElmanSteps {
    private ElmanSteps() {
    }

    static void forward(Activation f, Projected x, float[] y, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int in = x.at(token, hidden);
            switch (f) {
                case TANH -> GateRows.tanh(x.source(), in, x.bias(), x.biasOffset(), y, token * hidden, hidden);
                case RELU -> GateRows.relu(x.source(), in, x.bias(), x.biasOffset(), y, token * hidden, hidden);
            }
        }
    }

    static void backward(Activation f, Incoming flow, int back, float[] y, float[] da, int from, int to, int hidden) {
        int at = from * hidden;
        int n = to * hidden - at;
        switch (f) {
            case TANH -> ofTanh(flow.dy(), flow.dyOffset() + at, flow.dh(), back, y, da, at, n);
            case RELU -> ofRelu(flow.dy(), flow.dyOffset() + at, flow.dh(), back, y, da, at, n);
        }
    }

    private static void ofTanh(float[] dy, int in, float[] dh, int back, float[] y, float[] da, int at, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            FloatVector gradient = load(dy, in + i).add(load(dh, back + i));
            FloatVector state = load(y, at + i);
            gradient.mul(all(1f).sub(state.mul(state))).intoArray(da, at + i);
        }
        if (end < n) {
            ElmanStep.ofTanh(dy, in + end, dh, back + end, y, da, at + end, n - end);
        }
    }

    private static void ofRelu(float[] dy, int in, float[] dh, int back, float[] y, float[] da, int at, int n) {
        int end = FLOATS.loopBound(n);
        FloatVector none = FloatVector.zero(FLOATS);
        for (int i = 0; i < end; i += COUNT) {
            FloatVector gradient = load(dy, in + i).add(load(dh, back + i));
            none.blend(gradient, load(y, at + i).compare(VectorOperators.GT, 0)).intoArray(da, at + i);
        }
        if (end < n) {
            ElmanStep.ofRelu(dy, in + end, dh, back + end, y, da, at + end, n - end);
        }
    }
}
