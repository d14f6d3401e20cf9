package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.LstmRecurrence;
import unroll.api.tensor.DType;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Storage;

/**
 * The layer of torch.nn's LSTM. Each gradient of a step is dh_t or dc_t times a factor that the forward pass has left,
 * so all factors are computed at once; a step back is then one product of its row of factors, and W_hh.
 *
 * <p>Inputs: source, h_0, c_0, W_hh, b_hh. Outputs: y, h_n, c_n.
 */
public final class LstmLayerKernel extends LayerKernel {
    public LstmLayerKernel(Storage storage) {
        super(storage, LstmRecurrence.LSTM);
    }

    @Override
    Forward forward(Call call, DjlTensor[] own, int hidden, boolean training) {
        DjlScope results = call.results();
        Temporaries temporaries = call.temporaries();
        PackedRows rows = call.rows();
        PtNDArray weight = own[3].array();
        PtNDArray biased = temporaries.keep(JniUtils.add(own[0].array(), own[4].array()));
        PtNDArray[] projected = rows.split(temporaries, rows.perToken(results, temporaries, biased));
        LstmSteps steps = new LstmSteps(temporaries, rows.steps(), hidden);
        PtNDArray h = own[1].array();
        PtNDArray c = own[2].array();
        for (int t = 0; t < projected.length; t++) {
            try (PtNDArray sum = JniUtils.linear(rows.goingOn(temporaries, h, t), weight, projected[t])) {
                steps.compute(t, sum, rows.goingOn(temporaries, c, t));
            }
            h = steps.states[t];
            c = steps.cells[t];
        }
        DType dtype = own[0].dtype();
        DjlTensor y = rows.join(results, dtype, hidden, steps.states);
        DjlTensor cells = rows.join(results, dtype, hidden, steps.cells);
        Tensors outputs = Tensors.of(y, rows.last(results, y), rows.last(results, cells));
        if (!training) {
            return new Forward(outputs, Tensors.of());
        }
        LstmSaved saved = new LstmSaved(own[0], own[1], own[2], own[3], own[4], y,
                rows.join(results, dtype, 2 * hidden, steps.gates),
                rows.join(results, dtype, hidden, steps.candidates),
                rows.join(results, dtype, hidden, steps.outputs), cells,
                rows.join(results, dtype, hidden, steps.tanhs));
        return new Forward(outputs, saved.tensors());
    }

    @Override
    void backward(Call call, DjlTensor[] tensors, @Nullable DjlTensor[] flowing, Gradients gradients) {
        DjlScope results = call.results();
        Temporaries temporaries = call.temporaries();
        PackedRows rows = call.rows();
        LstmSaved saved = LstmSaved.of(tensors);
        DjlTensor y = saved.y();
        int hidden = saved.hidden();
        PtNDArray weight = saved.weight().array();
        // for each token, side by side: the gradients of the sums of i, f, g, once multiplied by dc, and o, by dh
        DjlTensor sums = saved.factors(results, rows.before(results, saved.c(), saved.cells()));
        PtNDArray[] ofSums = rows.split(temporaries, sums.array());
        PtNDArray four = temporaries.keep(JniUtils.reshape(sums.array(), new long[] {rows.total(), 4, hidden}));
        PtNDArray[] byCell = rows.split(temporaries, temporaries.keep(JniUtils.slice(four, 1, 0, 3, 1)));
        PtNDArray[] byState = rows.split(temporaries,
                temporaries.keep(JniUtils.slice(sums.array(), 1, 3L * hidden, 4L * hidden, 1)));
        PtNDArray[] carry = rows.split(temporaries, temporaries.keep(saved.forget()));
        PtNDArray[] toCell = rows.split(temporaries, temporaries.keep(saved.toCell(results)));
        StateGradient dh = new StateGradient(results, temporaries, rows, y, flowing[0], flowing[1]);
        StateGradient dc = new StateGradient(results, temporaries, rows, y, null, flowing[2]);
        for (int t = rows.steps() - 1; t >= 0; t--) {
            JniUtils.muli(toCell[t], dh.at(t));
            JniUtils.addi(dc.at(t), toCell[t]);
            try (PtNDArray spread = JniUtils.unsqueeze(dc.at(t), 1)) {
                JniUtils.muli(byCell[t], spread);
            }
            JniUtils.muli(byState[t], dh.at(t));
            if (t > 0 || gradients.needed(1)) {
                dh.pass(t, JniUtils.matmul(ofSums[t], weight));
            }
            if (t > 0 || gradients.needed(2)) {
                dc.pass(t, JniUtils.mul(dc.at(t), carry[t]));
            }
        }
        dh.giveInitial(gradients, 1, saved.h());
        dc.giveInitial(gradients, 2, saved.c());
        LayerWeights.give(gradients, tensors, 3, sums.array(), rows.before(results, saved.h(), y));
        if (gradients.needed(0)) {
            rows.giveSource(results, gradients, saved.source(), sums);
        }
    }
}
