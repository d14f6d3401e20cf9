package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import unroll.api.composite.AdamUpdate;
import unroll.api.support.Checks;
import unroll.backend.djl.engine.Failures;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Memory;

/** Adam's update in place on flat blocks, by the definition's operations without a copy of each result. */
public final class AdamKernel {
    private AdamKernel() {
    }

    /**
     * Updates parameters, exp_avg and exp_avg_sq if nothing overlaps another.
     *
     * @return whether it did; if not, the definition has to
     */
    public static boolean update(DjlScope results, AdamUpdate.Constants constants, DjlTensor parameters,
            DjlTensor gradients, DjlTensor mean, DjlTensor square, DjlTensor scalars) {
        DjlTensor[] own = {parameters, gradients, mean, square, scalars};
        if (overlap(own)) {
            return false;
        }
        for (int i = 1; i < 4; i++) {
            Checks.same("adam", own[0], own[i]);
        }
        Checks.sameType("adam", own[0], own[4]);
        Failures.translated(() -> apply(results, constants, own));
        return true;
    }

    private static boolean overlap(DjlTensor[] own) {
        for (int i = 0; i < own.length; i++) {
            for (int j = 0; j < i; j++) {
                if (own[i].equals(own[j]) || own[i].mayOverlap(own[j])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void apply(DjlScope results, AdamUpdate.Constants constants, DjlTensor[] own) {
        DjlTensor parameters = own[0];
        PtNDArray gradients = own[1].array();
        PtNDArray mean = own[2].array();
        PtNDArray square = own[3].array();
        Memory scalars = Memory.of(own[4]);
        Scaled scaled = new Scaled(results, parameters);
        scaled.multiply(mean, constants.beta1());
        try (PtNDArray part = JniUtils.mul(gradients, scaled.of(1 - constants.beta1()))) {
            JniUtils.addi(mean, part);
        }
        scaled.multiply(square, constants.beta2());
        try (PtNDArray part = JniUtils.mul(gradients, gradients)) {
            scaled.multiply(part, 1 - constants.beta2());
            JniUtils.addi(square, part);
        }
        try (PtNDArray denominator = JniUtils.sqrt(square)) {
            scaled.multiply(denominator, scalars.get(1));
            JniUtils.addi(denominator, scaled.of(constants.epsilon()));
            try (PtNDArray change = JniUtils.div(mean, denominator)) {
                scaled.multiply(change, scalars.get(0));
                JniUtils.subi(parameters.array(), change);
            }
        }
    }

    /** Numbers of the parameters' type. */
    private record Scaled(DjlScope results, DjlTensor parameters) {
        PtNDArray of(double value) {
            return results.scalar(parameters.dtype(), value);
        }

        void multiply(PtNDArray array, double factor) {
            JniUtils.muli(array, of(factor));
        }
    }
}
