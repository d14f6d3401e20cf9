package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import unroll.api.tensor.DType;
import unroll.backend.djl.storage.DjlScope;

/** Derivatives of the functions of gates, by their values. */
final class Slopes {
    private Slopes() {
    }

    /** 1 - v. */
    static PtNDArray complement(DjlScope results, DType dtype, PtNDArray v) {
        return JniUtils.sub(results.scalar(dtype, 1), v);
    }

    /** 1 - v^2, where v = tanh(x). */
    static PtNDArray ofTanh(DjlScope results, DType dtype, PtNDArray v) {
        PtNDArray slope = JniUtils.mul(v, v);
        JniUtils.negi(slope);
        JniUtils.addi(slope, results.scalar(dtype, 1));
        return slope;
    }

    /** v (1 - v), where v = sigmoid(x). */
    static PtNDArray ofSigmoid(DjlScope results, DType dtype, PtNDArray v) {
        PtNDArray slope = complement(results, dtype, v);
        JniUtils.muli(slope, v);
        return slope;
    }
}
