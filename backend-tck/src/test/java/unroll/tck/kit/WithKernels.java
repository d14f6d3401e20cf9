package unroll.tck.kit;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.TensorOps;
import unroll.core.ops.ForwardingOps;

/** The reference with kernels, each made once for an open backend, as a backend would keep them. */
abstract class WithKernels extends Altered {
    private final Map<Backend, Map<Composite<?>, FusedKernel<?>>> kernels = new ConcurrentHashMap<>();

    /** The kernel of a composite for which there is one. */
    abstract <A> FusedKernel<A> make(Backend backend, Composite<A> composite);

    /** Whether there is one. */
    abstract boolean has(Composite<?> composite);

    /** The kit's subject with a right kernel for everything. */
    static Subject everywhere() {
        return new Subject(new WithKernels() {
            @Override
            <A> FusedKernel<A> make(Backend backend, Composite<A> composite) {
                return new DefinitionKernel<>(backend, composite);
            }

            @Override
            boolean has(Composite<?> composite) {
                return true;
            }
        });
    }

    /** The kit's subject with one kernel. */
    static <T> Subject only(Composite<T> one, Function<Backend, FusedKernel<T>> kernel) {
        return where(one::equals, kernel);
    }

    /** The kit's subject with one kernel, whatever it is taken for. */
    static <T> Subject where(Predicate<Composite<?>> which, Function<Backend, FusedKernel<T>> kernel) {
        return new Subject(new WithKernels() {
            @Override
            @SuppressWarnings("unchecked")
            <A> FusedKernel<A> make(Backend backend, Composite<A> composite) {
                return (FusedKernel<A>) kernel.apply(backend);
            }

            @Override
            boolean has(Composite<?> composite) {
                return which.test(composite);
            }
        });
    }

    /** In float32 alone: the type changes nothing about what is wrong. */
    @Override
    Set<Capability> capabilities(Set<Capability> declared) {
        return without(declared, Capability.FLOAT64);
    }

    @Override
    TensorOps ops(Backend backend, TensorOps ops) {
        return new ForwardingOps(ops) {
            @Override
            @SuppressWarnings("unchecked")
            public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
                return has(composite)
                        ? Optional.of((FusedKernel<A>) kernels
                                .computeIfAbsent(backend, open -> new ConcurrentHashMap<>())
                                .computeIfAbsent(composite, wanted -> WithKernels.this.make(backend, wanted)))
                        : Optional.empty();
            }
        };
    }
}
