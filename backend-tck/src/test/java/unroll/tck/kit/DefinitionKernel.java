package unroll.tck.kit;

import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.autograd.RecordingOps;

/** A right kernel for any composite, made of its definition. A test overrides what it wants to be wrong. */
class DefinitionKernel<A> implements FusedKernel<A> {
    private final Backend backend;
    private final Composite<A> composite;

    DefinitionKernel(Backend backend, Composite<A> composite) {
        this.backend = backend;
        this.composite = composite;
    }

    /** The operations that compute. */
    TensorOps ops(Scope scope) {
        return backend.ops(scope);
    }

    @Override
    public Forward forward(Scope scope, A attributes, Tensors inputs, long neededMask) {
        return new Forward(composite.define(ops(scope), attributes, inputs),
                neededMask == INFERENCE ? Tensors.of() : inputs);
    }

    @Override
    public Tensors backward(Scope scope, A attributes, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        TensorOps ops = ops(scope);
        RecordingOps recording = new RecordingOps(ops);
        Tensor[] leaves = new Tensor[saved.size()];
        for (int i = 0; i < leaves.length; i++) {
            // copied, as one tensor may be two of the inputs
            leaves[i] = ops.affine(saved.get(i), 1, 0);
            recording.watch(leaves[i]);
        }
        Tensors outputs = composite.define(recording, attributes, Tensors.ofAll(leaves));
        Tensor objective = null;
        for (int i = 0; i < outputs.size(); i++) {
            Tensor gradient = outputGradients.find(i);
            if (gradient != null) {
                Tensor part = recording.sum(recording.multiply(outputs.get(i), gradient));
                objective = objective == null ? part : recording.add(objective, part);
            }
        }
        if (objective != null) {
            recording.backward(objective);
        }
        @Nullable Tensor[] found = new Tensor[leaves.length];
        for (int i = 0; i < found.length; i++) {
            if (request.needed(i)) {
                Tensor gradient = recording.gradient(leaves[i]);
                found[i] = deliver(ops,
                        gradient == null ? ops.full(leaves[i].shape(), leaves[i].dtype(), 0) : gradient,
                        request.target(i));
            }
        }
        return Tensors.ofAll(found);
    }

    /** Adds to the target, if there is one; else gives the gradient back. */
    @Nullable
    Tensor deliver(TensorOps operations, Tensor gradient, @Nullable Tensor target) {
        if (target == null) {
            return gradient;
        }
        operations.updates().accumulate(target, gradient);
        return null;
    }
}
