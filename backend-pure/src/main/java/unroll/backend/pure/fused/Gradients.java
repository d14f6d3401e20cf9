package unroll.backend.pure.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.support.Checks;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/** What kernels do with a gradient once it is computed. */
public final class Gradients {
    /** Three elements moved take about as long as this many multiply-adds. */
    private static final long WORK_PER_ELEMENT = 8;

    private Gradients() {
    }

    /**
     * Where to compute a gradient: in the request's target itself if that holds zeros, which are then written over, else
     * in a tensor of its own. To be handed to {@link #deliver} when it is done.
     */
    public static FloatTensor place(Engine engine, FloatScope results, GradientRequest request, int index,
            Shape shape) {
        Tensor target = request.target(index);
        if (target == null || !request.targetsZeros(index)) {
            return results.dirty(shape);
        }
        // a target of another shape is for deliver to refuse
        FloatTensor to = engine.pool().own("backward", target);
        return to.shape().equals(shape) ? to : results.dirty(shape);
    }

    /** Adds the whole gradient to the request's target, if there is one, and leaves its place empty; else returns it. */
    public static @Nullable Tensor deliver(Engine engine, GradientRequest request, int index, FloatTensor gradient) {
        Tensor target = request.target(index);
        if (target == null) {
            return gradient;
        }
        if (gradient.equals(target)) {
            return null;
        }
        FloatTensor to = engine.pool().own("backward", target);
        Checks.same("backward", to, gradient);
        int size = gradient.size();
        if (engine.workers().shares(size, WORK_PER_ELEMENT * size)) {
            engine.workers().run((from, end) -> engine.arithmetic().addScaled(to.array(), to.offset() + from, 1,
                    gradient.array(), gradient.offset() + from, end - from), size, WORK_PER_ELEMENT * size);
        } else {
            engine.arithmetic().addScaled(to.array(), to.offset(), 1, gradient.array(), gradient.offset(), size);
        }
        return null;
    }

    /** The gradient of an input on which nothing depends: zeros where one has to be returned. */
    public static @Nullable Tensor none(FloatScope scope, GradientRequest request, int index, Shape shape) {
        return request.needed(index) && request.target(index) == null ? scope.zeros(shape) : null;
    }
}
