package unroll.backend.nd4j.fused;

import unroll.api.composite.AdamUpdate;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.call.Elementwise;
import unroll.backend.nd4j.call.Pairwise;
import unroll.backend.nd4j.call.Transform;
import unroll.backend.nd4j.call.WithScalar;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;

/** Adam's update in place. */
public final class AdamKernel {
    private AdamKernel() {
    }

    /**
     * Updates parameters, exp_avg and exp_avg_sq if they and the gradients have one shape and lie apart from each other.
     *
     * @param scope where an intermediate result goes
     * @return whether it did; if not, the definition has to
     */
    public static boolean update(OffHeapScope scope, AdamUpdate.Constants constants, OffHeapTensor parameters,
            OffHeapTensor gradients, OffHeapTensor mean, OffHeapTensor square, OffHeapTensor scalars) {
        if (!beside(parameters, gradients) || !beside(parameters, mean) || !beside(parameters, square)
                || !beside(gradients, mean) || !beside(gradients, square) || !beside(mean, square)) {
            return false;
        }
        update(scope, constants, parameters, gradients, mean, square, OffHeap.get(scalars.address()),
                OffHeap.get(scalars.address(1)));
        return true;
    }

    private static void update(OffHeapScope scope, AdamUpdate.Constants constants, OffHeapTensor parameters,
            OffHeapTensor gradients, OffHeapTensor mean, OffHeapTensor square, float stepSize, float correction) {
        Blas blas = scope.calls().blas();
        Elementwise elementwise = scope.calls().elementwise();
        int count = parameters.size();
        long change = scope.dirty(parameters.shape()).address();
        blas.scale((float) constants.beta1(), mean.address(), count);
        blas.addScaled((float) (1 - constants.beta1()), gradients.address(), mean.address(), count);
        elementwise.apply(Transform.SQUARE, gradients.address(), change, count);
        blas.scale((float) constants.beta2(), square.address(), count);
        blas.addScaled((float) (1 - constants.beta2()), change, square.address(), count);
        elementwise.apply(Transform.SQRT, square.address(), change, count);
        blas.scale(correction, change, count);
        elementwise.apply(WithScalar.ADD, change, (float) constants.epsilon(), change, count);
        elementwise.apply(Pairwise.DIVIDE, mean.address(), change, change, count);
        blas.addScaled(-stepSize, change, parameters.address(), count);
    }

    /** Whether they have one shape and no element in common. */
    private static boolean beside(OffHeapTensor a, OffHeapTensor b) {
        return a.shape().equals(b.shape()) && !a.overlaps(b);
    }
}
