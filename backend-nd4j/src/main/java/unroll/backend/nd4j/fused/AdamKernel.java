package unroll.backend.nd4j.fused;

import unroll.api.composite.AdamUpdate;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.call.Elementwise;
import unroll.backend.nd4j.call.Pairwise;
import unroll.backend.nd4j.call.Transform;
import unroll.backend.nd4j.call.WithScalar;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/** Adam's update in place. */
public final class AdamKernel {
    private static final Shape SCALARS = Shape.of(2);

    private final StoragePool pool;

    public AdamKernel(StoragePool pool) {
        this.pool = pool;
    }

    /**
     * Updates the destinations if they are the inputs (parameters, exp_avg, exp_avg_sq) and, with the gradients, lie
     * apart from each other.
     *
     * @param scope where an intermediate result goes
     * @return whether it did; if not, the definition has to
     */
    public boolean update(OffHeapScope scope, Tensors destinations, AdamUpdate.Constants constants, Tensors inputs) {
        boolean inPlace = inputs.size() == 5 && destinations.size() == 3 && destinations.get(0).equals(inputs.get(0))
                && destinations.get(1).equals(inputs.get(2)) && destinations.get(2).equals(inputs.get(3));
        if (!inPlace || !inputs.get(4).shape().equals(SCALARS)) {
            return false;
        }
        OffHeapTensor parameters = own(inputs, 0);
        OffHeapTensor gradients = own(inputs, 1);
        OffHeapTensor mean = own(inputs, 2);
        OffHeapTensor square = own(inputs, 3);
        OffHeapTensor scalars = own(inputs, 4);
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

    private OffHeapTensor own(Tensors inputs, int index) {
        return pool.own("adam", inputs.get(index));
    }

    /** Whether they have one shape and no element in common. */
    private static boolean beside(OffHeapTensor a, OffHeapTensor b) {
        return a.shape().equals(b.shape()) && !a.overlaps(b);
    }
}
