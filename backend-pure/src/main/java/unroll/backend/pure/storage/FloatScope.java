package unroll.backend.pure.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TensorException;
import unroll.api.support.SlicedBlock;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;

/** A scope on the pool: gives back its arrays when closed. Used by one thread at a time. */
public final class FloatScope implements Scope {
    private final FloatPool pool;
    private @Nullable Storage chain;
    private boolean open = true;

    /**
     * Opens a scope.
     *
     * @throws TensorException if the backend is closed
     */
    public FloatScope(FloatPool pool) {
        pool.life().requireOpen();
        this.pool = pool;
    }

    /** A tensor whose elements are whatever its storage was left with. */
    public FloatTensor dirty(Shape shape) {
        if (!isOpen()) {
            throw new TensorException("the scope for the results is closed");
        }
        Storage storage = pool.take(shape.size());
        storage.next = chain;
        chain = storage;
        return new FloatTensor(pool, this, shape, storage.data, 0);
    }

    /** A tensor of zeros. */
    public FloatTensor zeros(Shape shape) {
        FloatTensor tensor = dirty(shape);
        Arrays.fill(tensor.array(), 0, shape.size(), 0);
        return tensor;
    }

    /** Parameters in one array, whose life is this scope's. */
    public ParameterBlock block(ParameterLayout layout) {
        FloatTensor flat = zeros(Shape.of(layout.size()));
        return new SlicedBlock(layout, this, flat,
                (shape, offset) -> new FloatTensor(pool, this, shape, flat.array(), offset));
    }

    boolean belongsTo(FloatPool other) {
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
        }
    }
}
