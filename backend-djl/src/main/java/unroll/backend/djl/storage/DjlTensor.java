package unroll.backend.djl.storage;

import ai.djl.pytorch.engine.PtNDArray;
import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;

/** A tensor: an array of the engine that lies row-major and without gaps, so that its memory can be read in order. */
public final class DjlTensor extends AbstractTensor {
    private final DjlScope owner;
    private final PtNDArray array;
    private final boolean view;

    DjlTensor(DjlScope owner, Shape shape, DType dtype, PtNDArray array, boolean view) {
        super(owner, shape, dtype);
        this.owner = owner;
        this.array = array;
        this.view = view;
    }

    /** The engine's array. */
    public PtNDArray array() {
        return array;
    }

    /** The number of elements. */
    public int size() {
        return shape().size();
    }

    /** Whether the memory of the two may overlap: only tensors of a block share any. */
    public boolean mayOverlap(DjlTensor other) {
        return view && other.view && owner.equals(other.owner);
    }

    boolean belongsTo(Storage storage) {
        return owner.belongsTo(storage);
    }
}
