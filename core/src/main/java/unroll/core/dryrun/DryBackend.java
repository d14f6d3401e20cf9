package unroll.core.dryrun;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.Device;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TensorException;
import unroll.api.support.Owner;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/**
 * Stands for a backend to find out how much storage a piece of work takes, before anything large is allocated. Tensors
 * have no values, and reading gives zeros.
 */
public final class DryBackend implements Backend, Owner<DryTensor> {
    private final Predicate<Composite<?>> hasKernel;
    private long bytes;

    /**
     * Stands for a backend.
     *
     * @param hasKernel which composites it computes by a kernel of its own
     */
    public DryBackend(Predicate<Composite<?>> hasKernel) {
        this.hasKernel = hasKernel;
    }

    boolean hasKernel(Composite<?> composite) {
        return hasKernel.test(composite);
    }

    void count(long change) {
        bytes += change;
    }

    @Override
    public String name() {
        return "dry";
    }

    @Override
    public Device device() {
        return new Device("none", "no device", 0);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.FLOAT64, Capability.SEVERAL_INSTANCES);
    }

    @Override
    public Scope openScope() {
        return new DryScope(this);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a backend is itself alone
    public TensorOps ops(Scope scope) {
        if (scope instanceof DryScope mine && mine.backend() == this && mine.isOpen()) {
            return new DryOps(this, mine);
        }
        throw new TensorException("dry: expected an open scope of this backend, found a closed one or another's");
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a backend is itself alone
    public @Nullable DryTensor cast(Tensor tensor) {
        return tensor instanceof DryTensor mine && mine.backend() == this ? mine : null;
    }

    private record Block(ParameterLayout layout, Tensor flat, List<DryTensor> slices, DryScope life)
            implements
                ParameterBlock {
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
        DryScope life = new DryScope(this);
        DryTensor flat = life.make(Shape.of(layout.size()), dtype);
        return new Block(layout, flat,
                layout.entries().stream().map(entry -> new DryTensor(life, entry.shape(), dtype)).toList(), life);
    }

    @Override
    public void sync() {
        // there is nothing to wait for
    }

    @Override
    public long storageBytes() {
        return bytes;
    }

    @Override
    public void close() {
        // there is nothing to free
    }
}
