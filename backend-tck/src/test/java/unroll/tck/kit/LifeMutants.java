package unroll.tck.kit;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.core.ops.ForwardingOps;

/** Tensors that live too long, and storage that is not what it seems. */
final class LifeMutants {
    static final List<Mutant> TABLE = List.of(
            new Mutant(ScopeThatStaysOpen.class, "closing a scope does not end its tensors",
                    "closingEndsItsTensorsAndClosingTwiceDoesNothing()"),
            new Mutant(StorageWithOldValues.class, "recycled storage is not cleared where nothing is added",
                    "recycledStorageShowsNoOldValues()"),
            new Mutant(ScopeThatLeaks.class, "a scope keeps its storage when it is closed",
                    "aThousandStepsDoNotGrow()"),
            new Mutant(KernelThatHoards.class, "a kernel keeps scratch memory of every call",
                    "aThousandStepsOfTrainingDoNotGrow()"));

    private LifeMutants() {
    }

    private static final class Unclosable extends Altered.Wrapped {
        Unclosable(Scope inner) {
            super(inner);
        }

        @Override
        public void close() {
            // kept open
        }
    }

    private static Subject unclosable() {
        return new Subject(new Altered() {
            @Override
            Scope scope(Scope inner) {
                return new Unclosable(inner);
            }
        });
    }

    static class ScopeThatStaysOpen extends ScopeConformance {
        @Override
        protected Subject subject() {
            return unclosable();
        }
    }

    static class ScopeThatLeaks extends MemoryConformance {
        @Override
        protected Subject subject() {
            return unclosable();
        }
    }

    static class StorageWithOldValues extends ScopeConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
                    Tensor product = inner().matmul(a, transposeA, b, transposeB);
                    return a.shape().size() > 0 ? product : inner().full(product.shape(), product.dtype(), 77);
                }
            });
        }
    }

    static class KernelThatHoards extends MemoryConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(Linear.LINEAR, LifeMutants::hoarding);
        }
    }

    private static DefinitionKernel<NoAttributes> hoarding(Backend backend) {
        return new DefinitionKernel<>(backend, Linear.LINEAR) {
            private final Scope own = backend.openScope();

            @Override
            public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
                backend.ops(own).full(Shape.of(8), DType.FLOAT32, 0);
                return super.forward(scope, attributes, inputs, neededMask);
            }
        };
    }
}
