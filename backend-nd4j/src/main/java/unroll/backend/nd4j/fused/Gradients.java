package unroll.backend.nd4j.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.error.TensorException;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/** Where a kernel adds the gradients that are asked of it: to a request's targets, or to zeros that it returns. */
final class Gradients {
    private final StoragePool pool;
    private final OffHeapScope results;
    private final GradientRequest request;
    private final @Nullable Tensor[] answers;

    /**
     * For a request.
     *
     * @param inputs how many inputs the composite has
     */
    Gradients(StoragePool pool, OffHeapScope results, GradientRequest request, int inputs) {
        this.pool = pool;
        this.results = results;
        this.request = request;
        this.answers = new Tensor[inputs];
    }

    /** Whether an input needs a gradient. */
    boolean needed(int index) {
        return request.needed(index);
    }

    /** The tensor to which the gradient of an input that needs one has to be added; asked for once. */
    OffHeapTensor sink(int index, Shape shape) {
        Tensor target = request.target(index);
        if (target == null) {
            OffHeapTensor zeros = results.zeros(shape);
            answers[index] = zeros;
            return zeros;
        }
        OffHeapTensor to = pool.own("backward", target);
        if (!to.shape().equals(shape)) {
            throw new TensorException("backward: expected a target of shape " + shape + ", found " + to.shape());
        }
        return to;
    }

    /** Delivers a gradient that has been computed already. */
    void deliver(int index, OffHeapTensor gradient) {
        if (request.target(index) == null) {
            answers[index] = gradient;
        } else {
            results.calls().blas().addScaled(1, gradient.address(), sink(index, gradient.shape()).address(),
                    gradient.size());
        }
    }

    /** Zeros for an input that needs a gradient on which nothing depends. */
    void none(int index, Shape shape) {
        if (needed(index) && request.target(index) == null) {
            answers[index] = results.zeros(shape);
        }
    }

    /** What the kernel returns. */
    Tensors answer() {
        return Tensors.ofAll(answers);
    }
}
