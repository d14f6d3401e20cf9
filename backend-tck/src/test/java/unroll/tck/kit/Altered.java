package unroll.tck.kit;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Capability;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.backend.Probe;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.tck.reference.ReferenceProvider;

/** The reference backend with something in it changed. A test overrides what it wants to be wrong. */
class Altered implements BackendProvider {
    private final BackendProvider reference = new ReferenceProvider();

    /** The kit's subject with changed operations. */
    static Subject operations(UnaryOperator<TensorOps> change) {
        return new Subject(new Altered() {
            @Override
            TensorOps ops(TensorOps ops) {
                return change.apply(ops);
            }
        });
    }

    /** The kit's subject with changed blocks. */
    static Subject blocks(BiFunction<Backend, ParameterBlock, ParameterBlock> change) {
        return new Subject(new Altered() {
            @Override
            ParameterBlock block(Backend backend, ParameterBlock block) {
                return change.apply(backend, block);
            }
        });
    }

    TensorOps ops(TensorOps ops) {
        return ops;
    }

    ParameterBlock block(Backend backend, ParameterBlock block) {
        return block;
    }

    /** Closes a scope of the reference. */
    void closeScope(Scope scope) {
        scope.close();
    }

    @Override
    public String name() {
        return reference.name();
    }

    @Override
    public String description() {
        return reference.description();
    }

    @Override
    public Probe probe() {
        return reference.probe();
    }

    @Override
    public Backend open(OpenOptions options) {
        return new AlteredBackend(reference.open(options));
    }

    private record AlteredScope(Altered by, Scope inner) implements Scope {
        @Override
        public boolean isOpen() {
            return inner.isOpen();
        }

        @Override
        public void close() {
            by.closeScope(inner);
        }
    }

    private final class AlteredBackend implements Backend {
        private final Backend inner;

        AlteredBackend(Backend inner) {
            this.inner = inner;
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Device device() {
            return inner.device();
        }

        @Override
        public Set<Capability> capabilities() {
            return inner.capabilities();
        }

        @Override
        public Scope openScope() {
            return new AlteredScope(Altered.this, inner.openScope());
        }

        @Override
        public TensorOps ops(Scope scope) {
            return Altered.this.ops(inner.ops(scope instanceof AlteredScope mine ? mine.inner() : scope));
        }

        @Override
        public ParameterBlock allocate(ParameterLayout layout, DType dtype) {
            return block(inner, inner.allocate(layout, dtype));
        }

        @Override
        public void sync() {
            inner.sync();
        }

        @Override
        public long storageBytes() {
            return inner.storageBytes();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
