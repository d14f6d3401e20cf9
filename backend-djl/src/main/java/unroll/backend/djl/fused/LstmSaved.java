package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;

/**
 * What an LSTM layer keeps from its forward pass: its inputs, and for each token a row of the following.
 *
 * @param y h after the token
 * @param gates i and f side by side
 * @param candidates g
 * @param outputs o
 * @param cells c after the token
 * @param tanhs tanh(c)
 */
record LstmSaved(DjlTensor source, DjlTensor h, DjlTensor c, DjlTensor weight, DjlTensor bias, DjlTensor y,
        DjlTensor gates, DjlTensor candidates, DjlTensor outputs, DjlTensor cells, DjlTensor tanhs) {

    static LstmSaved of(DjlTensor[] saved) {
        return new LstmSaved(saved[0], saved[1], saved[2], saved[3], saved[4], saved[5], saved[6], saved[7], saved[8],
                saved[9], saved[10]);
    }

    Tensors tensors() {
        return Tensors.ofAll(new DjlTensor[] {source, h, c, weight, bias, y, gates, candidates, outputs, cells,
            tanhs});
    }

    int hidden() {
        return y.shape().dim(1);
    }

    /** A view of f. */
    PtNDArray forget() {
        return JniUtils.slice(gates.array(), 1, hidden(), 2L * hidden(), 1);
    }

    /** What dh_t is multiplied by on its way to c_t: o (1 - tanh(c)^2). */
    PtNDArray toCell(DjlScope results) {
        PtNDArray factor = Slopes.ofTanh(results, y.dtype(), tanhs.array());
        JniUtils.muli(factor, outputs.array());
        return factor;
    }

    /**
     * What dc_t is multiplied by to become the gradients of the sums of i, f and g, and dh_t that of o, side by side.
     *
     * @param before for each token c before it
     */
    DjlTensor factors(DjlScope results, DjlTensor before) {
        int hidden = hidden();
        try (Temporaries temporaries = new Temporaries()) {
            PtNDArray i = temporaries.keep(JniUtils.slice(gates.array(), 1, 0, hidden, 1));
            PtNDArray ofGates = temporaries.keep(Slopes.ofSigmoid(results, y.dtype(), gates.array()));
            PtNDArray[] both = temporaries.keep(JniUtils.split(ofGates, new long[] {hidden, hidden}, 1));
            JniUtils.muli(both[0], candidates.array());
            JniUtils.muli(both[1], before.array());
            PtNDArray ofCandidate = temporaries.keep(Slopes.ofTanh(results, y.dtype(), candidates.array()));
            JniUtils.muli(ofCandidate, i);
            PtNDArray ofOutput = temporaries.keep(Slopes.ofSigmoid(results, y.dtype(), outputs.array()));
            JniUtils.muli(ofOutput, tanhs.array());
            return results.adopt(Shape.of(y.shape().dim(0), 4 * hidden), y.dtype(),
                    JniUtils.cat(new PtNDArray[] {ofGates, ofCandidate, ofOutput}, 1));
        }
    }
}
