package unroll.backend.tornado.storage;

import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;

/** A tensor: a run of floats in the heap. */
public final class DeviceTensor extends AbstractTensor {
    private final Memory memory;
    private final int at;

    DeviceTensor(Memory memory, Scope owner, Shape shape, int at) {
        super(owner, shape, DType.FLOAT32);
        this.memory = memory;
        this.at = at;
    }

    /** Where the first element lies. */
    public int at() {
        return at;
    }

    /** The number of elements. */
    public int size() {
        return shape().size();
    }

    /** Whether an element of one is an element of the other. */
    public boolean overlaps(DeviceTensor other) {
        return at < other.at + other.size() && other.at < at + size();
    }

    boolean belongsTo(Memory other) {
        return memory == other;
    }
}
