package unroll.backend.nd4j.storage;

import org.jspecify.annotations.Nullable;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TensorException;
import unroll.api.support.SlicedBlock;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.backend.nd4j.call.Calls;
import unroll.backend.nd4j.memory.OffHeap;

/** A scope on the pool: gives back its storage when closed. Used by one thread at a time. */
public final class OffHeapScope implements Scope {
    private final StoragePool pool;
    private @Nullable Storage chain;
    private @Nullable Calls calls;
    private boolean open = true;

    /**
     * Opens a scope.
     *
     * @throws TensorException if the backend is closed
     */
    public OffHeapScope(StoragePool pool) {
        pool.life().requireOpen();
        this.pool = pool;
    }

    /** What its operations call the libraries with. */
    public Calls calls() {
        requireOpen();
        Calls mine = calls;
        if (mine == null) {
            mine = pool.takeCalls();
            calls = mine;
        }
        return mine;
    }

    /** A tensor whose elements are whatever its storage was left with. */
    public OffHeapTensor dirty(Shape shape) {
        requireOpen();
        Storage storage = pool.take(shape.size());
        storage.next = chain;
        chain = storage;
        return new OffHeapTensor(pool, this, shape, storage.address);
    }

    /** A tensor of zeros. */
    public OffHeapTensor zeros(Shape shape) {
        OffHeapTensor tensor = dirty(shape);
        OffHeap.zero(tensor.address(), tensor.size());
        return tensor;
    }

    /** Parameters in one run of memory, whose life is this scope's. */
    public ParameterBlock block(ParameterLayout layout) {
        OffHeapTensor flat = zeros(Shape.of(layout.size()));
        return new SlicedBlock(layout, this, flat,
                (shape, offset) -> new OffHeapTensor(pool, this, shape, flat.address(offset)));
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new TensorException("the scope for the results is closed");
        }
    }

    boolean belongsTo(StoragePool other) {
        return pool == other;
    }

    @Override
    public boolean isOpen() {
        return open && !pool.life().isClosed();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            pool.giveBack(chain);
            chain = null;
            if (calls != null) {
                pool.giveBack(calls);
                calls = null;
            }
        }
    }
}
