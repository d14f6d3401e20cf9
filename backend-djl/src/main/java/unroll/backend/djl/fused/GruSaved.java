package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;

/**
 * What a GRU layer keeps from its forward pass: its inputs, and for each token a row of the following.
 *
 * @param y the state after the token
 * @param gates r and z side by side
 * @param sums a_n, the recurrent part of the candidate
 * @param candidates n
 */
record GruSaved(DjlTensor source, DjlTensor initial, DjlTensor weight, DjlTensor bias, DjlTensor y, DjlTensor gates,
        DjlTensor sums, DjlTensor candidates) {

    static GruSaved of(DjlTensor[] saved) {
        return new GruSaved(saved[0], saved[1], saved[2], saved[3], saved[4], saved[5], saved[6], saved[7]);
    }

    Tensors tensors() {
        return Tensors.ofAll(new DjlTensor[] {source, initial, weight, bias, y, gates, sums, candidates});
    }

    int hidden() {
        return y.shape().dim(1);
    }

    /** A view of r. */
    PtNDArray reset() {
        return JniUtils.slice(gates.array(), 1, 0, hidden(), 1);
    }

    /** A view of z. */
    PtNDArray update() {
        return JniUtils.slice(gates.array(), 1, hidden(), 2L * hidden(), 1);
    }

    /**
     * What dh_t is multiplied by to become the gradients of a_r, a_z, a_n and x_n, side by side.
     *
     * @param before for each token the state before it
     */
    PtNDArray factors(DjlScope results, DjlTensor before) {
        try (Temporaries temporaries = new Temporaries()) {
            PtNDArray r = temporaries.keep(reset());
            PtNDArray z = temporaries.keep(update());
            PtNDArray n = candidates.array();
            PtNDArray notZ = temporaries.keep(Slopes.complement(results, y.dtype(), z));
            // n: (1 - z) (1 - n^2)
            PtNDArray ofInput = temporaries.keep(Slopes.ofTanh(results, y.dtype(), n));
            JniUtils.muli(ofInput, notZ);
            // a_n: that times r
            PtNDArray ofSum = temporaries.keep(JniUtils.mul(ofInput, r));
            // a_r: that times a_n (1 - r)
            PtNDArray ofReset = temporaries.keep(Slopes.complement(results, y.dtype(), r));
            JniUtils.muli(ofReset, sums.array());
            JniUtils.muli(ofReset, ofSum);
            // a_z: (h - n) z (1 - z)
            PtNDArray ofUpdate = temporaries.keep(JniUtils.sub(before.array(), n));
            JniUtils.muli(ofUpdate, z);
            JniUtils.muli(ofUpdate, notZ);
            return JniUtils.cat(new PtNDArray[] {ofReset, ofUpdate, ofSum, ofInput}, 1);
        }
    }
}
