package unroll.backend.nd4j.storage;

import unroll.api.support.AbstractTensor;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;

/** A tensor: a run of floats outside the heap. */
public final class OffHeapTensor extends AbstractTensor {
    private final StoragePool pool;
    private final long address;

    OffHeapTensor(StoragePool pool, Scope owner, Shape shape, long address) {
        super(owner, shape, DType.FLOAT32);
        this.pool = pool;
        this.address = address;
    }

    /** Where the first element lies. */
    public long address() {
        return address;
    }

    /** Where an element lies. */
    public long address(long element) {
        return address + element * Float.BYTES;
    }

    /** The number of elements. */
    public int size() {
        return shape().size();
    }

    /** Whether an element of one is an element of the other. */
    public boolean overlaps(OffHeapTensor other) {
        return address < other.address(other.size()) && other.address < address(size());
    }

    boolean belongsTo(StoragePool other) {
        return pool == other;
    }
}
