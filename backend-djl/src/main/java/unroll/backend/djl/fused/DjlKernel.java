package unroll.backend.djl.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.engine.Failures;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Storage;

/**
 * What all kernels have in common: whose the tensors are, and what a failure of the engine means.
 *
 * @param <A> the composite's attributes
 */
abstract class DjlKernel<A> implements FusedKernel<A> {
    private final Storage storage;
    private final String name;

    /**
     * A kernel.
     *
     * @param name the composite's, for messages
     */
    DjlKernel(Storage storage, String name) {
        this.storage = storage;
        this.name = name;
    }

    /** Computes the outputs from inputs that are this backend's. */
    abstract Forward forward(DjlScope results, A attributes, Tensors inputs, DjlTensor[] own, boolean training);

    /** Computes the gradients; {@code flowing} has one for each output, or null. */
    abstract void backward(DjlScope results, A attributes, DjlTensor[] saved, @Nullable DjlTensor[] flowing,
            Gradients gradients);

    /** How many inputs there are, as many as gradients are asked for. */
    abstract int inputs(DjlTensor[] saved);

    @Override
    public final Forward forward(Scope scope, A attributes, Tensors inputs, long neededMask) {
        DjlScope results = storage.own(scope);
        DjlTensor[] own = own(inputs);
        return Failures.translated(() -> forward(results, attributes, inputs, own, neededMask != INFERENCE));
    }

    @Override
    public final Tensors backward(Scope scope, A attributes, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        DjlScope results = storage.own(scope);
        DjlTensor[] own = own(saved);
        @Nullable DjlTensor[] flowing = new DjlTensor[outputGradients.size()];
        for (int i = 0; i < flowing.length; i++) {
            Tensor gradient = outputGradients.find(i);
            flowing[i] = gradient == null ? null : storage.own(name, gradient);
        }
        Gradients gradients = new Gradients(storage, results, request, inputs(own));
        Failures.translated(() -> backward(results, attributes, own, flowing, gradients));
        return gradients.tensors();
    }

    private DjlTensor[] own(Tensors tensors) {
        DjlTensor[] own = new DjlTensor[tensors.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = storage.own(name, tensors.get(i));
        }
        return own;
    }
}
