package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.all;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.kernel.LstmStep;
import unroll.backend.pure.kernel.Projected;

/** As {@link LstmStep}, in passes of one function at most. */
final class LstmSteps {
    private LstmSteps() {
    }

    static void forward(Projected x, float[] gates, float[] before, int back, float[] cell, float[] squashed,
            float[] y, int from, int to, int hidden) {
        int width = LstmStep.PARTS * hidden;
        for (int token = from; token < to; token++) {
            int at = token * width;
            int candidate = at + 2 * hidden;
            int output = candidate + hidden;
            GateRows.sums(x.source(), x.at(token, width), x.bias(), x.biasOffset(), gates, at, width);
            Unary.apply(UnaryOp.SIGMOID, gates, at, gates, at, 2 * hidden);
            Unary.apply(UnaryOp.TANH, gates, candidate, gates, candidate, hidden);
            Unary.apply(UnaryOp.SIGMOID, gates, output, gates, output, hidden);
            keep(gates, at, before, back + (token - from) * hidden, cell, token * hidden, hidden);
        }
        Unary.apply(UnaryOp.TANH, cell, from * hidden, squashed, from * hidden, (to - from) * hidden);
        for (int token = from; token < to; token++) {
            int out = token * hidden;
            Binary.apply(BinaryOp.MULTIPLY, gates, token * width + 3 * hidden, squashed, out, y, out, hidden);
        }
    }

    /** c = f c_before + i g. */
    private static void keep(float[] gates, int at, float[] before, int back, float[] cell, int out, int hidden) {
        int forget = at + hidden;
        int candidate = forget + hidden;
        int end = FLOATS.loopBound(hidden);
        for (int j = 0; j < end; j += COUNT) {
            FloatVector kept = load(gates, forget + j).mul(load(before, back + j));
            kept.add(load(gates, at + j).mul(load(gates, candidate + j))).intoArray(cell, out + j);
        }
        for (int j = end; j < hidden; j++) {
            cell[out + j] = gates[forget + j] * before[back + j] + gates[at + j] * gates[candidate + j];
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
            FloatVector state = load(before, back + j);
            FloatVector dc = load(carry, row + j).add(gradient.mul(o).mul(one.sub(s.mul(s))));
            dc.mul(f).intoArray(carry, row + j);
            dc.mul(g).mul(i.mul(one.sub(i))).intoArray(da, input + j);
            dc.mul(state).mul(f.mul(one.sub(f))).intoArray(da, forget + j);
            dc.mul(i).mul(one.sub(g.mul(g))).intoArray(da, candidate + j);
            gradient.mul(s).mul(o.mul(one.sub(o))).intoArray(da, output + j);
        }
        if (end < hidden) {
            LstmStep.gradients(dy, in, dh, carry, row, gates, before, back, squashed, da, token, hidden, end);
        }
    }
}
