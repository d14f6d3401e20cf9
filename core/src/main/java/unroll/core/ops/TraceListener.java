package unroll.core.ops;

import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** Is shown the intermediate values that definitions name: the gates of a cell, step by step. */
@FunctionalInterface
public interface TraceListener {
    /**
     * Called when a value has been computed (or asked for, on a backend that answers early).
     *
     * @param name what the definition calls it: {@code h}, {@code r}, {@code z}
     * @param value open until the step's scope is closed
     * @param ops reads the value
     */
    void named(String name, Tensor value, TensorOps ops);
}
