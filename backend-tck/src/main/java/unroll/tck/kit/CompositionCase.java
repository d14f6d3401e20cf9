package unroll.tck.kit;

import java.util.List;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * A composite with attributes and inputs at which it is tried.
 *
 * @param name for messages
 * @param composite the composite
 * @param attributes its attributes
 * @param inputs its inputs
 * @param differentiable whether a kernel's backward is asked for: not for an optimiser's arithmetic, whose gradient nobody
 *     takes
 */
record CompositionCase<A>(String name, Composite<A> composite, A attributes, List<Values> inputs,
        boolean differentiable) {

    @Override
    public String toString() {
        return composite.name() + ", " + name;
    }

    /** The same at inputs that the type can hold. */
    CompositionCase<A> round(DType dtype) {
        return with(inputs.stream().map(input -> input.round(dtype)).toList());
    }

    /** The same at other inputs. */
    CompositionCase<A> with(List<Values> other) {
        return new CompositionCase<>(name, composite, attributes, other, differentiable);
    }

    /** The same at other inputs of the same shapes, drawn from [-1, 1). */
    CompositionCase<A> redrawn(Draw draw) {
        return with(inputs.stream().map(input -> draw.uniform(input.shape())).toList());
    }

    /** How many elements the inputs have together. */
    int elements() {
        return inputs.stream().mapToInt(Values::size).sum();
    }

    /** Whether every input is finite. */
    boolean isFinite() {
        for (Values input : inputs) {
            for (double value : input.data()) {
                if (!Double.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The inputs as tensors of their own. */
    Tensors inputs(TensorOps ops, DType dtype) {
        return Tensors.ofAll(inputs.stream().map(input -> input.on(ops, dtype)).toArray(Tensor[]::new));
    }

    /** The outputs by the definition. */
    Tensors define(TensorOps ops, Tensors tensors) {
        return composite.define(ops, attributes, tensors);
    }

    /** The outputs by the kernel where there is one. */
    Tensors apply(TensorOps ops, Tensors tensors) {
        return ops.apply(composite, attributes, tensors);
    }
}
