package unroll.tck.kit;

import java.util.EnumSet;
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
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.tck.reference.ReferenceProvider;

/** A right backend, the reference unless another is named, with something in it changed. */
class Altered implements BackendProvider {
    private final BackendProvider right;

    Altered() {
        this(new ReferenceProvider());
    }

    Altered(BackendProvider right) {
        this.right = right;
    }

    /** The kit's subject with changed operations. */
    static Subject operations(UnaryOperator<TensorOps> change) {
        return new Subject(new Altered() {
            @Override
            TensorOps ops(Backend backend, TensorOps ops) {
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

    /** With one capability more. */
    static Set<Capability> with(Set<Capability> declared, Capability more) {
        Set<Capability> all = EnumSet.copyOf(declared);
        all.add(more);
        return all;
    }

    /** With one capability less. */
    static Set<Capability> without(Set<Capability> declared, Capability less) {
        Set<Capability> rest = EnumSet.copyOf(declared);
        rest.remove(less);
        return rest;
    }

    TensorOps ops(Backend backend, TensorOps ops) {
        return ops;
    }

    ParameterBlock block(Backend backend, ParameterBlock block) {
        return block;
    }

    /** A composite made ready. */
    <A> Prepared<A> prepared(Prepared<A> right) {
        return right;
    }

    /** A scope of the right backend, or a {@link Wrapped} one. */
    Scope scope(Scope inner) {
        return inner;
    }

    Set<Capability> capabilities(Set<Capability> declared) {
        return declared;
    }

    @Override
    public String name() {
        return right.name();
    }

    @Override
    public String description() {
        return right.description();
    }

    @Override
    public Probe probe() {
        return right.probe();
    }

    @Override
    public Backend open(OpenOptions options) {
        return new AlteredBackend(right.open(options));
    }

    /** A scope whose closing is changed. */
    abstract static class Wrapped implements Scope {
        private final Scope inner;

        Wrapped(Scope inner) {
            this.inner = inner;
        }

        @Override
        public boolean isOpen() {
            return inner.isOpen();
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
        public <A> Prepared<A> prepare(Composite<A> composite, Tensors inputs, Tensors destinations,
                long constantMask) {
            return prepared(Backend.super.prepare(composite, inputs, destinations, constantMask));
        }

        @Override
        public Set<Capability> capabilities() {
            return Altered.this.capabilities(inner.capabilities());
        }

        @Override
        public Scope openScope() {
            return scope(inner.openScope());
        }

        @Override
        public TensorOps ops(Scope scope) {
            return Altered.this.ops(inner, inner.ops(scope instanceof Wrapped mine ? mine.inner : scope));
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
