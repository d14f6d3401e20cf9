package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.all;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.kernel.LstmStep;
import unroll.backend.pure.kernel.Projected;

/** As {@link LstmStep}. */
final class LstmSteps {
    private LstmSteps() {
    }

    static void forward(Projected x, float[] gates, float[] before, int back, float[] cell, float[] squashed,
            float[] y, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int in = x.at(token, LstmStep.PARTS * hidden);
            int at = token * LstmStep.PARTS * hidden;
            int bias = x.biasOffset();
            GateRows.sigmoid(x.source(), in, x.bias(), bias, gates, at, 2 * hidden);
            GateRows.tanh(x.source(), in + 2 * hidden, x.bias(), bias + 2 * hidden, gates, at + 2 * hidden, hidden);
            GateRows.sigmoid(x.source(), in + 3 * hidden, x.bias(), bias + 3 * hidden, gates, at + 3 * hidden, hidden);
            state(gates, before, back + (token - from) * hidden, cell, squashed, y, token, hidden);
        }
    }

    private static void state(float[] gates, float[] before, int back, float[] cell, float[] squashed, float[] y,
            int token, int hidden) {
        int input = token * LstmStep.PARTS * hidden;
        int forget = input + hidden;
        int candidate = forget + hidden;
        int output = candidate + hidden;
        int out = token * hidden;
        int end = FLOATS.loopBound(hidden);
        for (int j = 0; j < end; j += COUNT) {
            FloatVector kept = load(gates, forget + j).mul(load(before, back + j));
            FloatVector c = kept.add(load(gates, input + j).mul(load(gates, candidate + j)));
            FloatVector s = Exponentials.tanh(c);
            c.intoArray(cell, out + j);
            s.intoArray(squashed, out + j);
            load(gates, output + j).mul(s).intoArray(y, out + j);
        }
        if (end < hidden) {
            LstmStep.state(gates, before, back, cell, squashed, y, token, hidden, end);
        }
    }

    static void backward(Incoming flow, float[] carry, int row, float[] gates, float[] before, int back,
            float[] squashed, float[] da, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int step = (token - from) * hidden;
            gradients(flow.dy(), flow.dyOffset() + token * hidden, flow.dh(), carry, row + step, gates, before,
                    back + step, squashed, da, token, hidden);
        }
    }

    private static void gradients(float[] dy, int in, float[] dh, float[] carry, int row, float[] gates,
            float[] before, int back, float[] squashed, float[] da, int token, int hidden) {
        int input = token * LstmStep.PARTS * hidden;
        int forget = input + hidden;
        int candidate = forget + hidden;
        int output = candidate + hidden;
        int out = token * hidden;
        int end = FLOATS.loopBound(hidden);
        FloatVector one = all(1f);
        for (int j = 0; j < end; j += COUNT) {
            FloatVector gradient = load(dy, in + j).add(load(dh, row + j));
            FloatVector i = load(gates, input + j);
            FloatVector f = load(gates, forget + j);
            FloatVector g = load(gates, candidate + j);
            FloatVector o = load(gates, output + j);
            FloatVector s = load(squashed, out + j);
            FloatVector dc = gradient.mul(o).mul(one.sub(s.mul(s))).add(load(carry, row + j));
            dc.mul(f).intoArray(carry, row + j);
            dc.mul(g).mul(i.mul(one.sub(i))).intoArray(da, input + j);
            dc.mul(load(before, back + j)).mul(f.mul(one.sub(f))).intoArray(da, forget + j);
            dc.mul(i).mul(one.sub(g.mul(g))).intoArray(da, candidate + j);
            gradient.mul(s).mul(o.mul(one.sub(o))).intoArray(da, output + j);
        }
        if (end < hidden) {
            LstmStep.gradients(dy, in, dh, carry, row, gates, before, back, squashed, da, token, hidden, end);
        }
    }
}
