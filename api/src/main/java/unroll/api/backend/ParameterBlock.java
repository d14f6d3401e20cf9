package unroll.api.backend;

import unroll.api.tensor.Tensor;

/**
 * A flat tensor with a named slice for each entry of a layout. The slices are views: a change of one is a change of the
 * other, and each slice is one handle for the life of the block. Open until closed.
 */
public interface ParameterBlock extends AutoCloseable {
    /** Where the slices lie. */
    ParameterLayout layout();

    /** The whole block, [layout().size()]. */
    Tensor flat();

    /** The slice of entry {@code index}. */
    Tensor get(int index);

    /**
     * The slice of a name.
     *
     * @throws unroll.api.error.TensorException if there is none
     */
    default Tensor get(String name) {
        return get(layout().indexOf(name));
    }

    /** Frees the block and ends all its handles. Closing twice does nothing. */
    @Override
    void close();
}
