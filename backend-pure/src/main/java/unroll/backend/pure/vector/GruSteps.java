package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.all;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import unroll.api.support.UnaryOp;
import unroll.backend.pure.kernel.GruStep;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.kernel.Projected;

/** As {@link GruStep}, in passes of one function at most. */
final class GruSteps {
    private GruSteps() {
    }

    static void forward(Projected x, float[] gates, float[] before, int back, float[] candidate, float[] y, int from,
            int to, int hidden) {
        for (int token = from; token < to; token++) {
            int in = x.at(token, GruStep.PARTS * hidden);
            int at = token * GruStep.PARTS * hidden;
            GateRows.sums(x.source(), in, x.bias(), x.biasOffset(), gates, at, 2 * hidden);
            Unary.apply(UnaryOp.SIGMOID, gates, at, gates, at, 2 * hidden);
            sums(x.source(), in + 2 * hidden, x.bias(), x.biasOffset() + 2 * hidden, gates, at, candidate,
                    token * hidden, hidden);
        }
        Unary.apply(UnaryOp.TANH, candidate, from * hidden, candidate, from * hidden, (to - from) * hidden);
        for (int token = from; token < to; token++) {
            mix(gates, token * GruStep.PARTS * hidden + hidden, before, back + (token - from) * hidden, candidate, y,
                    token * hidden, hidden);
        }
    }

    /** What n is the tanh of: x_n + r a_n. */
    private static void sums(float[] source, int in, float[] bias, int biasAt, float[] gates, int at,
            float[] candidate, int out, int hidden) {
        int recurrent = at + 2 * hidden;
        int end = FLOATS.loopBound(hidden);
        for (int j = 0; j < end; j += COUNT) {
            FloatVector a = load(gates, recurrent + j).add(load(bias, biasAt + j));
            load(source, in + j).add(load(gates, at + j).mul(a)).intoArray(candidate, out + j);
            a.intoArray(gates, recurrent + j);
        }
        for (int j = end; j < hidden; j++) {
            float a = gates[recurrent + j] + bias[biasAt + j];
            candidate[out + j] = source[in + j] + gates[at + j] * a;
            gates[recurrent + j] = a;
        }
    }

    /** h = n + z (h_before - n). */
    private static void mix(float[] gates, int update, float[] before, int back, float[] candidate, float[] y, int out,
            int hidden) {
        int end = FLOATS.loopBound(hidden);
        for (int j = 0; j < end; j += COUNT) {
            FloatVector n = load(candidate, out + j);
            n.add(load(gates, update + j).mul(load(before, back + j).sub(n))).intoArray(y, out + j);
        }
        for (int j = end; j < hidden; j++) {
            float n = candidate[out + j];
            y[out + j] = n + gates[update + j] * (before[back + j] - n);
        }
    }

    static void backward(Incoming flow, float[] carry, int row, float[] gates, float[] candidate, float[] before,
            int back, float[] da, float[] dx, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int step = (token - from) * hidden;
            gradients(flow.dy(), flow.dyOffset() + token * hidden, flow.dh(), carry, row + step, gates, candidate,
                    before, back + step, da, dx, token, hidden);
        }
    }

    private static void gradients(float[] dy, int in, float[] dh, float[] carry, int row, float[] gates,
            float[] candidate, float[] before, int back, float[] da, float[] dx, int token, int hidden) {
        int reset = token * GruStep.PARTS * hidden;
        int update = reset + hidden;
        int recurrent = update + hidden;
        int out = token * hidden;
        int end = FLOATS.loopBound(hidden);
        FloatVector one = all(1f);
        for (int j = 0; j < end; j += COUNT) {
            FloatVector gradient = load(dy, in + j).add(load(dh, row + j)).add(load(carry, row + j));
            FloatVector r = load(gates, reset + j);
            FloatVector z = load(gates, update + j);
            FloatVector n = load(candidate, out + j);
            FloatVector a = load(gates, recurrent + j);
            FloatVector state = load(before, back + j);
            FloatVector keep = one.sub(z);
            FloatVector dn = gradient.mul(keep).mul(one.sub(n.mul(n)));
            FloatVector dr = dn.mul(a).mul(r.mul(one.sub(r)));
            FloatVector dz = gradient.mul(state.sub(n)).mul(z.mul(keep));
            gradient.mul(z).intoArray(carry, row + j);
            dr.intoArray(da, reset + j);
            dz.intoArray(da, update + j);
            dn.mul(r).intoArray(da, recurrent + j);
            dr.intoArray(dx, reset + j);
            dz.intoArray(dx, update + j);
            dn.intoArray(dx, recurrent + j);
        }
        if (end < hidden) {
            GruStep.gradients(dy, in, dh, carry, row, gates, candidate, before, back, da, dx, token, hidden, end);
        }
    }
}
