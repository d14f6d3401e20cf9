package unroll.backend.pure.recurrent;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/**
 * One call of a layer's kernel.
 *
 * @param engine to compute with
 * @param results owner of what is made
 * @param layer which recurrence
 * @param name the layer's, for messages; put together once, not in every step
 * @param sequence how the tokens lie
 * @param hidden hidden_size
 */
record LayerCall(Engine engine, FloatScope results, RecurrentLayer layer, String name,
        RecurrentLayer.Sequence sequence, int hidden) {
    Packing packing() {
        return sequence.packing();
    }

    @Nullable
    Indices rows() {
        return sequence.rows();
    }

    /** Columns of all gates. */
    int width() {
        return layer.recurrence().gates() * hidden;
    }

    FloatTensor own(Tensor tensor) {
        return engine.pool().own(name, tensor);
    }

    /** Whether the first elements of a tensor are finite. May say no where their sum is too large for a float. */
    boolean areFinite(FloatTensor tensor, int count) {
        return Float.isFinite(engine.arithmetic().sum(tensor.array(), tensor.offset(), count));
    }

    /** A matrix with a row for each token, yet to be filled. */
    FloatTensor perToken(int columns) {
        return results.dirty(Shape.of(packing().total(), columns));
    }

    /** A matrix like another, yet to be filled. */
    FloatTensor like(FloatTensor other) {
        return results.dirty(other.shape());
    }
}
