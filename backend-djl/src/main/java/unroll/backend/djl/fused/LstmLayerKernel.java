package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Storage;

/**
 * The layer of torch.nn's LSTM. Each gradient of a step is dh_t or dc_t times a factor that the forward pass has left,
 * so all factors are computed at once; a step back is then one product of its row of factors, and W_hh.
 *
 * <p>Inputs: source, h_0, c_0, W_hh, b_hh. Outputs: y, h_n, c_n. Saves its inputs, y, i and f side by side, g, o, c and
 * tanh(c).
 */
public final class LstmLayerKernel extends DjlKernel<RecurrentLayer.Sequence> {
    private static final RecurrentLayer LAYER = new RecurrentLayer(LstmRecurrence.LSTM);
    private static final int INPUTS = 5;

    public LstmLayerKernel(Storage storage) {
        super(storage, LAYER.name());
    }

    @Override
    int inputs(DjlTensor[] saved) {
        return INPUTS;
    }

    @Override
    Forward forward(DjlScope results, RecurrentLayer.Sequence sequence, Tensors inputs, DjlTensor[] own,
            boolean training) {
        int hidden = LAYER.check(sequence, inputs);
        LayerWeights.check(LAYER, own, hidden);
        PackedRows rows = new PackedRows(sequence);
        try (Temporaries temporaries = new Temporaries()) {
            PtNDArray biased = temporaries.keep(JniUtils.add(own[0].array(), own[4].array()));
            PtNDArray[] projected = rows.split(temporaries, rows.perToken(results, temporaries, biased));
            LstmSteps made = new LstmSteps(temporaries, rows.steps(), hidden);
            PtNDArray h = own[1].array();
            PtNDArray c = own[2].array();
            for (int t = 0; t < projected.length; t++) {
                PtNDArray before = rows.goingOn(temporaries, h, t);
                try (PtNDArray sum = JniUtils.linear(before, own[3].array(), projected[t])) {
                    made.step(t, sum, rows.goingOn(temporaries, c, t));
                }
                h = made.h[t];
                c = made.c[t];
            }
            DType dtype = own[0].dtype();
            DjlTensor y = rows.join(results, dtype, hidden, made.h);
            DjlTensor cells = rows.join(results, dtype, hidden, made.c);
            return new Forward(Tensors.of(y, rows.last(results, y), rows.last(results, cells)), training
                    ? Tensors.ofAll(new DjlTensor[] {own[0], own[1], own[2], own[3], own[4], y,
                            rows.join(results, dtype, 2 * hidden, made.inputAndForget),
                            rows.join(results, dtype, hidden, made.candidate),
                            rows.join(results, dtype, hidden, made.output), cells,
                            rows.join(results, dtype, hidden, made.tanhOfC)})
                    : Tensors.of());
        }
    }

    /** What the steps compute: the arrays stay until the layer has put them together. */
    private static final class LstmSteps {
        final PtNDArray[] inputAndForget;
        final PtNDArray[] candidate;
        final PtNDArray[] output;
        final PtNDArray[] c;
        final PtNDArray[] tanhOfC;
        final PtNDArray[] h;
        private final Temporaries temporaries;
        private final long[] gates;
        private final long[] halves;

        LstmSteps(Temporaries temporaries, int steps, int hidden) {
            this.temporaries = temporaries;
            this.gates = new long[] {2L * hidden, hidden, hidden};
            this.halves = new long[] {hidden, hidden};
            this.inputAndForget = new PtNDArray[steps];
            this.candidate = new PtNDArray[steps];
            this.output = new PtNDArray[steps];
            this.c = new PtNDArray[steps];
            this.tanhOfC = new PtNDArray[steps];
            this.h = new PtNDArray[steps];
        }

        void step(int t, PtNDArray sum, PtNDArray before) {
            PtNDArray[] sums = temporaries.keep(JniUtils.split(sum, gates, 1));
            inputAndForget[t] = temporaries.keep(JniUtils.sigmoid(sums[0]));
            candidate[t] = temporaries.keep(JniUtils.tanh(sums[1]));
            output[t] = temporaries.keep(JniUtils.sigmoid(sums[2]));
            PtNDArray[] both = temporaries.keep(JniUtils.split(inputAndForget[t], halves, 1));
            c[t] = temporaries.keep(JniUtils.mul(both[1], before));
            try (PtNDArray more = JniUtils.mul(both[0], candidate[t])) {
                JniUtils.addi(c[t], more);
            }
            tanhOfC[t] = temporaries.keep(JniUtils.tanh(c[t]));
            h[t] = temporaries.keep(JniUtils.mul(output[t], tanhOfC[t]));
        }
    }

    @Override
    void backward(DjlScope results, RecurrentLayer.Sequence sequence, DjlTensor[] saved,
            @Nullable DjlTensor[] flowing, Gradients gradients) {
        DjlTensor y = saved[5];
        int hidden = y.shape().dim(1);
        PtNDArray weight = saved[3].array();
        PackedRows rows = new PackedRows(sequence);
        try (Temporaries temporaries = new Temporaries()) {
            PtNDArray forget = temporaries.keep(JniUtils.slice(saved[6].array(), 1, hidden, 2L * hidden, 1));
            // for each token, side by side: the gradients of the sums of i, f, g, once multiplied by dc, and o, by dh
            DjlTensor sums = factors(results, temporaries, saved, rows);
            PtNDArray[] ofSums = rows.split(temporaries, sums.array());
            PtNDArray four = temporaries.keep(JniUtils.reshape(sums.array(), new long[] {rows.total(), 4, hidden}));
            PtNDArray[] byCell = rows.split(temporaries, temporaries.keep(JniUtils.slice(four, 1, 0, 3, 1)));
            PtNDArray[] byOutput = rows.split(temporaries,
                    temporaries.keep(JniUtils.slice(sums.array(), 1, 3L * hidden, 4L * hidden, 1)));
            PtNDArray[] carry = rows.split(temporaries, forget);
            PtNDArray[] toCell = rows.split(temporaries, temporaries.keep(cellFactor(results, saved)));
            StateGradient dh = new StateGradient(results, temporaries, rows, y, flowing[0], flowing[1]);
            StateGradient dc = new StateGradient(results, temporaries, rows, y, null, flowing[2]);
            for (int t = rows.steps() - 1; t >= 0; t--) {
                JniUtils.muli(toCell[t], dh.at(t));
                JniUtils.addi(dc.at(t), toCell[t]);
                try (PtNDArray spread = JniUtils.unsqueeze(dc.at(t), 1)) {
                    JniUtils.muli(byCell[t], spread);
                }
                JniUtils.muli(byOutput[t], dh.at(t));
                if (t > 0 || gradients.needed(1)) {
                    dh.pass(t, JniUtils.matmul(ofSums[t], weight));
                }
                if (t > 0 || gradients.needed(2)) {
                    dc.pass(t, JniUtils.mul(dc.at(t), carry[t]));
                }
            }
            dh.giveInitial(gradients, 1, saved[1]);
            dc.giveInitial(gradients, 2, saved[2]);
            LayerWeights.give(gradients, saved, 3, sums.array(), rows.before(results, saved[1], y));
            if (gradients.needed(0)) {
                rows.giveSource(results, gradients, saved[0], sums);
            }
        }
    }

    /** What dh is multiplied by on its way to c: o (1 - tanh(c)^2). */
    private static PtNDArray cellFactor(DjlScope results, DjlTensor[] saved) {
        PtNDArray factor = Slopes.ofTanh(results, saved[10].dtype(), saved[10].array());
        JniUtils.muli(factor, saved[8].array());
        return factor;
    }

    /** What dc is multiplied by for the sums of i, f and g, and dh for that of o. */
    private static DjlTensor factors(DjlScope results, Temporaries temporaries, DjlTensor[] saved, PackedRows rows) {
        DjlTensor y = saved[5];
        int hidden = y.shape().dim(1);
        PtNDArray g = saved[7].array();
        PtNDArray o = saved[8].array();
        PtNDArray i = temporaries.keep(JniUtils.slice(saved[6].array(), 1, 0, hidden, 1));
        PtNDArray both = temporaries.keep(Slopes.ofSigmoid(results, y.dtype(), saved[6].array()));
        PtNDArray ofInput = temporaries.keep(JniUtils.slice(both, 1, 0, hidden, 1));
        JniUtils.muli(ofInput, g);
        PtNDArray ofForget = temporaries.keep(JniUtils.slice(both, 1, hidden, 2L * hidden, 1));
        JniUtils.muli(ofForget, rows.before(results, saved[2], saved[9]).array());
        PtNDArray ofCandidate = temporaries.keep(Slopes.ofTanh(results, y.dtype(), g));
        JniUtils.muli(ofCandidate, i);
        PtNDArray ofOutput = temporaries.keep(Slopes.ofSigmoid(results, y.dtype(), o));
        JniUtils.muli(ofOutput, saved[10].array());
        PtNDArray[] parts = {both, ofCandidate, ofOutput};
        return results.adopt(Shape.of(rows.total(), 4 * hidden), y.dtype(),
                JniUtils.cat(parts, 1));
    }
}
