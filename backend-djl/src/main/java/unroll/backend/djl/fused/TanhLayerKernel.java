package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Storage;

/**
 * The layer of the tanh recurrence: a product with the sum built in and a tanh each step. Backward, with A_t what tanh
 * is taken of: dA_t = dh_t (1 - y_t^2) and dh_{t-1} gets dA_t W; the weights' gradients are sums over all steps at once.
 *
 * <p>Inputs: source, h_0, W_hh, b_hh. Outputs: y, h_n. Saves its inputs and y.
 */
public final class TanhLayerKernel extends LayerKernel {
    public TanhLayerKernel(Storage storage) {
        super(storage, TanhRecurrence.TANH);
    }

    @Override
    Forward forward(Call call, DjlTensor[] own, int hidden, boolean training) {
        DjlScope results = call.results();
        Temporaries temporaries = call.temporaries();
        PackedRows rows = call.rows();
        PtNDArray weight = own[2].array();
        PtNDArray biased = temporaries.keep(JniUtils.add(own[0].array(), own[3].array()));
        PtNDArray[] projected = rows.split(temporaries, rows.perToken(results, temporaries, biased));
        PtNDArray[] states = new PtNDArray[rows.steps()];
        PtNDArray state = own[1].array();
        for (int t = 0; t < states.length; t++) {
            try (PtNDArray sum = JniUtils.linear(rows.goingOn(temporaries, state, t), weight, projected[t])) {
                state = temporaries.keep(JniUtils.tanh(sum));
            }
            states[t] = state;
        }
        DjlTensor y = rows.join(results, own[0].dtype(), hidden, states);
        return new Forward(Tensors.of(y, rows.last(results, y)),
                training ? Tensors.of(own[0], own[1], own[2], own[3], y) : Tensors.of());
    }

    @Override
    void backward(Call call, DjlTensor[] saved, @Nullable DjlTensor[] flowing, Gradients gradients) {
        DjlScope results = call.results();
        Temporaries temporaries = call.temporaries();
        PackedRows rows = call.rows();
        DjlTensor initial = saved[1];
        PtNDArray weight = saved[2].array();
        DjlTensor y = saved[4];
        StateGradient dh = new StateGradient(results, temporaries, rows, y, flowing[0], flowing[1]);
        PtNDArray[] slopes = rows.split(temporaries,
                temporaries.keep(Slopes.ofTanh(results, y.dtype(), y.array())));
        for (int t = rows.steps() - 1; t >= 0; t--) {
            // from here on what reached the state is what reaches the sum under the tanh
            JniUtils.muli(dh.at(t), slopes[t]);
            if (t > 0 || gradients.needed(1)) {
                dh.pass(t, JniUtils.matmul(dh.at(t), weight));
            }
        }
        dh.giveInitial(gradients, 1, initial);
        LayerWeights.give(gradients, saved, 2, dh.all().array(), rows.before(results, initial, y));
        if (gradients.needed(0)) {
            rows.giveSource(results, gradients, saved[0], dh.all());
        }
    }
}
