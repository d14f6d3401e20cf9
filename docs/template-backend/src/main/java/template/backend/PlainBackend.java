package template.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.Device;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TensorException;
import unroll.api.support.Owner;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** Opens scopes and blocks, and knows its own tensors. The arithmetic is in {@link PlainOps}. */
final class PlainBackend implements Backend, Owner<PlainTensor> {
    private static final String NAMED = PlainProvider.NAME + ": ";

    private final Device device;
    // Scopes of several threads count here.
    final AtomicLong bytes = new AtomicLong();
    private volatile boolean closed;

    PlainBackend(Device device) {
        this.device = device;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String name() {
        return PlainProvider.NAME;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.SEVERAL_INSTANCES, Capability.CONCURRENT_CALLERS, Capability.REPEATABLE,
                Capability.SAME_BITS_ON_ANY_THREADS, Capability.SAME_BITS_IN_ANY_BATCH);
    }

    @Override
    public PlainTensor cast(Tensor tensor) {
        return tensor instanceof PlainTensor mine && mine.scope.backend == this ? mine : null;
    }

    @Override
    public PlainScope openScope() {
        sync();
        return new PlainScope(this);
    }

    @Override
    public TensorOps ops(Scope scope) {
        if (scope instanceof PlainScope mine && mine.backend == this && mine.isOpen()) {
            return new PlainOps(this, mine);
        }
        throw new TensorException(
                NAMED + "expected an open scope of this backend, found a closed one or another's; open one here");
    }

    /** Refuses float64. */
    static void requireFloat32(DType dtype) {
        if (dtype != DType.FLOAT32) {
            throw new TensorException(NAMED + "this backend has float32 tensors only, found a request for float64; "
                    + "use float32 or a backend that declares FLOAT64");
        }
    }

    /** One array for all, and a view for each; its life is a scope of its own. */
    private record Block(ParameterLayout layout, Tensor flat, List<PlainTensor> slices,
            PlainScope life) implements ParameterBlock {
        @Override
        public Tensor get(int index) {
            return slices.get(index);
        }

        @Override
        public void close() {
            life.close();
        }
    }

    @Override
    public ParameterBlock allocate(ParameterLayout layout, DType dtype) {
        requireFloat32(dtype);
        PlainScope life = openScope();
        PlainTensor flat = life.tensor(Shape.of(layout.size()));
        List<PlainTensor> slices = new ArrayList<>();
        for (ParameterLayout.Entry entry : layout.entries()) {
            slices.add(new PlainTensor(life, entry.shape(), flat.data, entry.offset()));
        }
        return new Block(layout, flat, slices, life);
    }

    /** Every operation is done when it returns. */
    @Override
    public void sync() {
        if (closed) {
            throw new TensorException(NAMED + "the backend is closed; open it again");
        }
    }

    @Override
    public long storageBytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        closed = true;
        bytes.set(0);
    }
}
