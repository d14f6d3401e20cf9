package unroll.backend.djl.storage;

import ai.djl.pytorch.engine.PtNDManager;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import unroll.api.support.BackendLife;
import unroll.api.support.Owner;
import unroll.api.support.Work;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;

/** All memory of one open backend. Used by several threads at a time, each with scopes of its own. */
public final class Storage implements Owner<DjlTensor> {
    private final BackendLife life;
    private final PtNDManager base;
    private final Set<DjlScope> scopes = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Holds what is made under a manager.
     *
     * @param name the backend's, for messages
     */
    public Storage(String name, PtNDManager base) {
        this.life = new BackendLife(name);
        this.base = base;
    }

    /**
     * Opens a scope.
     *
     * @throws unroll.api.error.TensorException if the backend is closed
     */
    public DjlScope openScope() {
        try (Work _ = begin()) {
            DjlScope scope = new DjlScope(this, (PtNDManager) base.newSubManager());
            scopes.add(scope);
            return scope;
        }
    }

    /**
     * The scope as this backend's own.
     *
     * @throws unroll.api.error.TensorException if it is another's or closed
     */
    public DjlScope own(Scope scope) {
        return life.own(scope instanceof DjlScope mine && mine.belongsTo(this) ? mine : null);
    }

    @Override
    public @Nullable DjlTensor cast(Tensor tensor) {
        return tensor instanceof DjlTensor mine && mine.belongsTo(this) ? mine : null;
    }

    @Override
    public Work begin() {
        return life.begin();
    }

    @Override
    public String name() {
        return life.backend();
    }

    /** Bytes of all tensors of open scopes and blocks, and of what these keep beside them. */
    public long bytes() {
        return bytes.get();
    }

    BackendLife life() {
        return life;
    }

    void count(long change) {
        bytes.addAndGet(change);
    }

    void forget(DjlScope scope) {
        scopes.remove(scope);
    }

    /** Closes every scope and block, once no work is left that has begun. Closing twice does nothing. */
    public void close() {
        life.close();
        for (DjlScope scope : scopes) {
            scope.close();
        }
        base.close();
    }
}
