package unroll.core.float64;

import java.util.Set;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.Device;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;

/**
 * A backend without kernels that computes in double, so that whatever runs on it runs by its definition. Close it when
 * done; instances are apart from one another.
 */
public final class Float64Backend implements Backend {
    /** Its name in messages. */
    public static final String NAME = "float64";

    private static final Set<Capability> CAPABILITIES = Set.of(Capability.FLOAT64, Capability.SEVERAL_INSTANCES,
            Capability.REPEATABLE, Capability.SAME_BITS_ON_ANY_THREADS);

    private boolean closed;
    private long bytes;

    /** Opens one. */
    public Float64Backend() {
    }

    void count(long change) {
        bytes += change;
    }

    boolean isOpen() {
        return !closed;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Device device() {
        return new Device("cpu", "one thread of this machine", Runtime.getRuntime().maxMemory());
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Scope openScope() {
        return scope();
    }

    private Float64Scope scope() {
        sync();
        return new Float64Scope(this);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a backend is itself alone
    public TensorOps ops(Scope scope) {
        if (scope instanceof Float64Scope mine && mine.backend() == this && mine.isOpen()) {
            return new Float64Ops(new Float64Owner(this), mine);
        }
        throw new TensorException(
                "float64: expected an open scope of this backend, found a closed one or another's");
    }

    @Override
    public ParameterBlock allocate(ParameterLayout layout, DType dtype) {
        return Float64Block.of(layout, dtype, scope());
    }

    @Override
    public void sync() {
        if (closed) {
            throw new TensorException("float64: the backend is closed; open another");
        }
    }

    @Override
    public long storageBytes() {
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
        bytes = 0;
    }
}
