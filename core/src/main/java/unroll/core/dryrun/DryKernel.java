package unroll.core.dryrun;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Dropout;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;

/**
 * Takes what a kernel is likely to take: its outputs, the gradients that are asked for, and room of its own. That room
 * is not known from outside; it is fitted to kernels of ours, on the safe side.
 */
final class DryKernel<A> implements FusedKernel<A> {
    /** A recurrent layer keeps its gates, their gradients and a packed copy, for each token. */
    private static final int GATE_COPIES = 3;
    /** A kernel holds the gradient of each weight once more, and a packed copy of the weight. */
    private static final int WEIGHT_COPIES = 2;

    private final Composite<A> composite;

    DryKernel(Composite<A> composite) {
        this.composite = composite;
    }

    @Override
    public Forward forward(Scope scope, A attributes, Tensors inputs, long neededMask) {
        DryScope mine = (DryScope) scope;
        Tensors outputs = outputs(mine, attributes, inputs);
        if (neededMask != INFERENCE) {
            mine.take(room(inputs, outputs) * outputs.get(0).dtype().bytes());
        }
        return new Forward(outputs, inputs);
    }

    /** The definition on a backend that is not counted tells the shapes. */
    private Tensors outputs(DryScope scope, A attributes, Tensors inputs) {
        if (composite instanceof Dropout) {
            return Tensors.of(scope.make(inputs.get(0).shape(), inputs.get(0).dtype()));
        }
        DryBackend aside = new DryBackend(any -> false);
        DryScope scratch = new DryScope(aside);
        @Nullable Tensor[] alike = new Tensor[inputs.size()];
        for (int i = 0; i < alike.length; i++) {
            alike[i] = new DryTensor(scratch, inputs.get(i).shape(), inputs.get(i).dtype());
        }
        Tensors shapes = composite.define(new DryOps(aside, scratch), attributes, Tensors.ofAll(alike));
        @Nullable Tensor[] outputs = new Tensor[shapes.size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = scope.make(shapes.get(i).shape(), shapes.get(i).dtype());
        }
        return Tensors.ofAll(outputs);
    }

    private long room(Tensors inputs, Tensors outputs) {
        long weights = 0;
        int first = composite instanceof RecurrentLayer layer ? layer.firstWeight() : 1;
        for (int i = first; i < inputs.size(); i++) {
            weights += inputs.get(i).shape().size();
        }
        long perToken = switch (composite) {
            case RecurrentLayer layer -> (long) GATE_COPIES * layer.recurrence().gates()
                    * outputs.get(0).shape().size();
            case CrossEntropy loss -> inputs.get(0).shape().size();
            case Dropout dropout -> inputs.get(0).shape().size();
            default -> 0;
        };
        return WEIGHT_COPIES * weights + perToken;
    }

    @Override
    public Tensors backward(Scope scope, A attributes, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        @Nullable Tensor[] gradients = new Tensor[saved.size()];
        for (int i = 0; i < gradients.length; i++) {
            Tensor input = saved.get(i);
            gradients[i] = request.needed(i) && request.target(i) == null
                    ? ((DryScope) scope).make(input.shape(), input.dtype())
                    : null;
        }
        return Tensors.ofAll(gradients);
    }
}
