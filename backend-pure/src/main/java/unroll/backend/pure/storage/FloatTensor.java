package unroll.backend.pure.storage;

import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;

/** A tensor: a run of elements of an array. */
public final class FloatTensor extends AbstractTensor {
    private final FloatPool pool;
    private final float[] array;
    private final int offset;

    FloatTensor(FloatPool pool, Scope owner, Shape shape, float[] array, int offset) {
        super(owner, shape, DType.FLOAT32);
        this.pool = pool;
        this.array = array;
        this.offset = offset;
    }

    /** Where the elements are. */
    public float[] array() {
        return array;
    }

    /** The place of the first element in the array. */
    public int offset() {
        return offset;
    }

    /** The number of elements. */
    public int size() {
        return shape().size();
    }

    boolean belongsTo(FloatPool other) {
        return pool == other;
    }
}
