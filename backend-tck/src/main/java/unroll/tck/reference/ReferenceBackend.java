package unroll.tck.reference;

import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

/** Opens scopes and blocks, and knows its own tensors by their root. The arithmetic is in {@link ReferenceOps}. */
record ReferenceBackend(Device device, ReferenceScope root) implements Backend, Owner<ReferenceTensor> {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.FLOAT64, Capability.SEVERAL_INSTANCES, Capability.REPEATABLE,
                Capability.SAME_BITS_ON_ANY_THREADS, Capability.SAME_BITS_IN_ANY_BATCH);
    }

    @Override
    public @Nullable ReferenceTensor cast(Tensor tensor) {
        return tensor instanceof ReferenceTensor mine && mine.scope.root == root ? mine : null;
    }

    @Override
    public ReferenceScope openScope() {
        sync();
        return new ReferenceScope(root);
    }

    @Override
    public TensorOps ops(Scope scope) {
        if (scope instanceof ReferenceScope mine && mine.root == root && mine.isOpen()) {
            return new ReferenceOps(this, mine);
        }
        throw new TensorException("reference: expected an open scope of this backend, found a closed one or another's");
    }

    /** A block: its life is a scope of its own. */
    private record Block(ParameterLayout layout, Tensor flat, List<ReferenceTensor> slices,
            Scope life) implements ParameterBlock {
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
        ReferenceScope life = openScope();
        DoubleBuffer data = DoubleBuffer.wrap(life.array(layout.size()));
        List<ReferenceTensor> slices = layout.entries().stream().map(entry -> new ReferenceTensor(life, entry.shape(),
                dtype, data.slice(entry.offset(), entry.shape().size()))).toList();
        return new Block(layout, new ReferenceTensor(life, Shape.of(layout.size()), dtype, data), slices, life);
    }

    @Override
    public void sync() {
        if (!root.isOpen()) {
            throw new TensorException("reference: the backend is closed; open it again");
        }
    }

    @Override
    public long storageBytes() {
        return root.bytes;
    }

    @Override
    public void close() {
        root.close();
    }
}
