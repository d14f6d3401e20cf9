package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.GruRecurrence;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Storage;

/**
 * The layer of torch.nn's GRU. Each gradient of a step is dh_t times a factor that the forward pass has left, so all
 * factors are computed at once; a step back is then one product of its row of factors, and W_hh.
 *
 * <p>Inputs: source, h_0, W_hh, b_hh. Outputs: y, h_n.
 */
public final class GruLayerKernel extends LayerKernel {
    public GruLayerKernel(Storage storage) {
        super(storage, GruRecurrence.GRU);
    }

    @Override
    Forward forward(Call call, DjlTensor[] own, int hidden, boolean training) {
        DjlScope results = call.results();
        Temporaries temporaries = call.temporaries();
        PackedRows rows = call.rows();
        int steps = rows.steps();
        PtNDArray[] states = new PtNDArray[steps];
        PtNDArray[] gates = new PtNDArray[steps];
        PtNDArray[] sums = new PtNDArray[steps];
        PtNDArray[] candidates = new PtNDArray[steps];
        long[] parts = {2L * hidden, hidden};
        PtNDArray[] weight = temporaries.keep(JniUtils.split(own[2].array(), parts, 0));
        PtNDArray[] bias = temporaries.keep(JniUtils.split(own[3].array(), parts, 0));
        PtNDArray[] source = temporaries.keep(JniUtils.split(own[0].array(), parts, 1));
        PtNDArray biased = temporaries.keep(JniUtils.add(source[0], bias[0]));
        PtNDArray[] toGates = rows.split(temporaries, rows.perToken(results, temporaries, biased));
        PtNDArray[] toCandidate = rows.split(temporaries, rows.perToken(results, temporaries, source[1]));
        PtNDArray state = own[1].array();
        for (int t = 0; t < steps; t++) {
            PtNDArray before = rows.goingOn(temporaries, state, t);
            try (PtNDArray sum = JniUtils.linear(before, weight[0], toGates[t])) {
                gates[t] = temporaries.keep(JniUtils.sigmoid(sum));
            }
            sums[t] = temporaries.keep(JniUtils.linear(before, weight[1], bias[1]));
            PtNDArray r = temporaries.keep(JniUtils.slice(gates[t], 1, 0, hidden, 1));
            PtNDArray z = temporaries.keep(JniUtils.slice(gates[t], 1, hidden, 2L * hidden, 1));
            try (PtNDArray sum = JniUtils.mul(r, sums[t])) {
                JniUtils.addi(sum, toCandidate[t]);
                candidates[t] = temporaries.keep(JniUtils.tanh(sum));
            }
            // n + z (h - n)
            state = temporaries.keep(JniUtils.sub(before, candidates[t]));
            JniUtils.muli(state, z);
            JniUtils.addi(state, candidates[t]);
            states[t] = state;
        }
        DType dtype = own[0].dtype();
        DjlTensor y = rows.join(results, dtype, hidden, states);
        Tensors outputs = Tensors.of(y, rows.last(results, y));
        if (!training) {
            return new Forward(outputs, Tensors.of());
        }
        GruSaved saved = new GruSaved(own[0], own[1], own[2], own[3], y,
                rows.join(results, dtype, 2 * hidden, gates), rows.join(results, dtype, hidden, sums),
                rows.join(results, dtype, hidden, candidates));
        return new Forward(outputs, saved.tensors());
    }

    @Override
    void backward(Call call, DjlTensor[] tensors, @Nullable DjlTensor[] flowing, Gradients gradients) {
        DjlScope results = call.results();
        Temporaries temporaries = call.temporaries();
        PackedRows rows = call.rows();
        GruSaved saved = GruSaved.of(tensors);
        DjlTensor y = saved.y();
        int hidden = saved.hidden();
        DjlTensor before = rows.before(results, saved.initial(), y);
        // for each token, side by side: the gradients of a_r, a_z, a_n and x_n, once multiplied by dh
        PtNDArray all = temporaries.keep(saved.factors(results, before));
        PtNDArray[] four = rows.split(temporaries,
                temporaries.keep(JniUtils.reshape(all, new long[] {rows.total(), 4, hidden})));
        PtNDArray sums = temporaries.keep(JniUtils.slice(all, 1, 0, 3L * hidden, 1));
        PtNDArray[] ofSums = rows.split(temporaries, sums);
        PtNDArray[] carry = rows.split(temporaries, temporaries.keep(saved.update()));
        PtNDArray weight = temporaries.keep(JniUtils.transpose(saved.weight().array(), 0, 1));
        StateGradient dh = new StateGradient(results, temporaries, rows, y, flowing[0], flowing[1]);
        for (int t = rows.steps() - 1; t >= 0; t--) {
            try (PtNDArray spread = JniUtils.unsqueeze(dh.at(t), 1)) {
                JniUtils.muli(four[t], spread);
            }
            if (t > 0 || gradients.needed(1)) {
                try (PtNDArray carried = JniUtils.mul(dh.at(t), carry[t])) {
                    dh.pass(t, JniUtils.linear(ofSums[t], weight, carried));
                }
            }
        }
        dh.giveInitial(gradients, 1, saved.initial());
        LayerWeights.give(gradients, tensors, 2, sums, before);
        if (gradients.needed(0)) {
            PtNDArray ofGates = temporaries.keep(JniUtils.slice(all, 1, 0, 2L * hidden, 1));
            PtNDArray ofInput = temporaries.keep(JniUtils.slice(all, 1, 3L * hidden, 4L * hidden, 1));
            rows.giveSource(results, gradients, saved.source(), results.adopt(Shape.of(rows.total(), 3 * hidden),
                    y.dtype(), JniUtils.cat(new PtNDArray[] {ofGates, ofInput}, 1)));
        }
    }
}
