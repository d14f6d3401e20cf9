package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.api.support.Checks;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Storage;

/** A kernel's answer to a request for gradients, one place for each input. */
final class Gradients {
    private final Storage storage;
    private final DjlScope results;
    private final GradientRequest request;
    private final @Nullable Tensor[] answer;

    Gradients(Storage storage, DjlScope results, GradientRequest request, int inputs) {
        this.storage = storage;
        this.results = results;
        this.request = request;
        this.answer = new Tensor[inputs];
    }

    /** Whether input {@code index} needs a gradient. */
    boolean needed(int index) {
        return request.needed(index);
    }

    /** Adds a gradient to the request's target, if there is one, and frees it; else answers with it. */
    void give(int index, DjlTensor input, PtNDArray gradient) {
        Tensor target = request.target(index);
        if (target == null) {
            answer[index] = results.adopt(input.shape(), input.dtype(), gradient);
            return;
        }
        try (gradient) {
            DjlTensor to = storage.own("backward", target);
            Checks.same("backward", to, input);
            JniUtils.addi(to.array(), gradient);
        }
    }

    /** As above, for a gradient that stays a tensor of the scope. */
    void give(int index, DjlTensor gradient) {
        Tensor target = request.target(index);
        if (target == null) {
            answer[index] = gradient;
            return;
        }
        DjlTensor to = storage.own("backward", target);
        Checks.same("backward", to, gradient);
        JniUtils.addi(to.array(), gradient.array());
    }

    /** The gradient of an input on which nothing depends: zeros where one has to be answered. */
    void none(int index, DjlTensor input) {
        if (request.needed(index) && request.target(index) == null) {
            answer[index] = results.full(input.shape(), input.dtype(), 0);
        }
    }

    /** The answer. */
    Tensors tensors() {
        return Tensors.ofAll(answer);
    }
}
