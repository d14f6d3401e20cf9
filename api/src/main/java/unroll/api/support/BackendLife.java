package unroll.api.support;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;

/**
 * Whether a backend is open, and what it refuses: work after its end, scopes of others, types that it lacks. Its end
 * waits for work that has begun, so that memory can be freed then. Safe for several threads.
 */
public final class BackendLife {
    private static final long PAUSE_NANOS = 20_000;

    private final String backend;
    private final AtomicInteger atWork = new AtomicInteger();
    private final Work work = atWork::decrementAndGet;
    private volatile boolean closed;

    /**
     * The life of a backend that is open.
     *
     * @param backend its name, for messages
     */
    public BackendLife(String backend) {
        this.backend = backend;
    }

    /** The backend's name. */
    public String backend() {
        return backend;
    }

    /** Whether it has ended. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Refuses work for a closed backend.
     *
     * @throws TensorException if it is closed
     */
    public void requireOpen() {
        if (closed) {
            throw new TensorException("this " + backend + " backend is closed; open another");
        }
    }

    /**
     * Begins work that {@link #close} waits for.
     *
     * @throws TensorException if the backend is closed
     */
    public Work begin() {
        // Counted first: whoever closes looks at the count after it has set the flag.
        atWork.incrementAndGet();
        if (closed) {
            atWork.decrementAndGet();
            requireOpen();
        }
        return work;
    }

    /** Ends it: from now on no work begins. Returns when there is none that has begun. */
    public void close() {
        closed = true;
        while (atWork.get() != 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * The check that every use of a scope begins with.
     *
     * @param scope the scope as the backend's own type, or null if it is another's
     * @throws TensorException if it is another's or closed
     */
    public <S extends Scope> S own(@Nullable S scope) {
        if (scope == null) {
            throw new TensorException("the scope is not one of this " + backend + " backend; open it there");
        }
        if (!scope.isOpen()) {
            throw new TensorException("the scope for the results is closed");
        }
        return scope;
    }

    /**
     * Refuses float64, for backends that do not have it.
     *
     * @throws TensorException if the type is another than float32
     */
    public void requireFloat32(DType dtype) {
        if (dtype != DType.FLOAT32) {
            throw new TensorException("the " + backend + " backend has float32 tensors only, found a request for "
                    + "float64; use float32 or a backend that declares FLOAT64");
        }
    }
}
