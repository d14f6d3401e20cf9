package unroll.api.support;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unroll.api.error.TensorException;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;

/**
 * Where a kernel adds the gradients that are asked of it: to a request's targets, or to zeros that it returns.
 *
 * @param <T> the backend's tensor
 */
public final class Gradients<T extends Tensor> {
    private final Owner<T> owner;
    private final GradientRequest request;
    private final Function<Shape, T> zeros;
    private final BiConsumer<T, T> add;
    private final @Nullable Tensor[] answers;

    /**
     * For a request.
     *
     * @param owner whose the targets are
     * @param inputs how many inputs the composite has
     * @param zeros makes a tensor of zeros in the scope of the call
     * @param add adds its second argument, of the same shape, to its first
     */
    public Gradients(Owner<T> owner, GradientRequest request, int inputs, Function<Shape, T> zeros,
            BiConsumer<T, T> add) {
        this.owner = owner;
        this.request = request;
        this.zeros = zeros;
        this.add = add;
        this.answers = new Tensor[inputs];
    }

    /** Whether an input needs a gradient. */
    public boolean needed(int index) {
        return request.needed(index);
    }

    /**
     * The target of an input, or null if it has none.
     *
     * @throws TensorException if it has another shape, or is not this backend's
     */
    public @Nullable T target(int index, Shape shape) {
        Tensor target = request.target(index);
        if (target == null) {
            return null;
        }
        T to = owner.own("backward", target);
        if (!to.shape().equals(shape)) {
            throw new TensorException("backward: expected a target of shape " + shape + ", found " + to.shape());
        }
        return to;
    }

    /**
     * The tensor to which the gradient of an input that needs one has to be added; asked for once.
     *
     * @throws TensorException as {@link #target}
     */
    public T sink(int index, Shape shape) {
        T target = target(index, shape);
        if (target != null) {
            return target;
        }
        T made = zeros.apply(shape);
        answers[index] = made;
        return made;
    }

    /**
     * Delivers a gradient that has been computed already.
     *
     * @throws TensorException as {@link #target}
     */
    public void deliver(int index, T gradient) {
        T target = target(index, gradient.shape());
        if (target == null) {
            answers[index] = gradient;
        } else {
            add.accept(target, gradient);
        }
    }

    /** Zeros for an input that needs a gradient on which nothing depends. */
    public void none(int index, Shape shape) {
        if (needed(index) && request.target(index) == null) {
            answers[index] = zeros.apply(shape);
        }
    }

    /** What the kernel returns. */
    public Tensors answer() {
        return Tensors.ofAll(answers);
    }
}
