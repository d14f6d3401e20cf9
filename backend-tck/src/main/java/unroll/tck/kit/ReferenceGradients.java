package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.autograd.RecordingOps;

/**
 * The gradients of a composite's definition in float64 on the reference, by core's recording: its rules are held to
 * finite differences by tests of their own, and so are the kernels at small sizes ({@link FiniteDifferences}).
 */
final class ReferenceGradients {
    private ReferenceGradients() {
    }

    /**
     * The gradient of every input.
     *
     * @param outputGradients for each output its gradient, null where none flows
     */
    static List<Values> of(Backend reference, CompositionCase<?> one, List<@Nullable Values> outputGradients) {
        try (Scope scope = reference.openScope()) {
            TensorOps ops = reference.ops(scope);
            RecordingOps recording = new RecordingOps(ops);
            Tensors inputs = one.inputs(ops, DType.FLOAT64);
            for (int i = 0; i < inputs.size(); i++) {
                recording.watch(inputs.get(i));
            }
            Tensor objective = objective(recording, one.define(recording, inputs), outputGradients);
            if (objective != null) {
                recording.backward(objective);
            }
            List<Values> gradients = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                Tensor gradient = recording.gradient(inputs.get(i));
                gradients.add(gradient == null
                        ? one.inputs().get(i).map(value -> 0)
                        : Values.read(ops, gradient));
            }
            return gradients;
        }
    }

    /** The sum of the outputs times their gradients; null if there is no gradient. */
    private static @Nullable Tensor objective(TensorOps ops, Tensors outputs, List<@Nullable Values> gradients) {
        Tensor total = null;
        for (int i = 0; i < outputs.size(); i++) {
            Values gradient = gradients.get(i);
            if (gradient != null) {
                Tensor part = ops.sum(ops.multiply(outputs.get(i), gradient.on(ops, DType.FLOAT64)));
                total = total == null ? part : ops.add(total, part);
            }
        }
        return total;
    }
}
