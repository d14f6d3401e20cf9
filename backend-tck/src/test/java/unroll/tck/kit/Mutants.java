package unroll.tck.kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.error.TensorException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;
import unroll.core.ops.ForwardingOps;
import unroll.core.ops.ForwardingUpdates;

/** Backends with one thing wrong, each under the family that is meant to notice. Run by {@link MutationTableTest}. */
final class Mutants {
    private Mutants() {
    }

    static class TransposedProduct extends ProductConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
                    Tensor product = inner().matmul(a, transposeA, b, transposeB);
                    Shape shape = product.shape();
                    Tensor turned = inner().matmul(b, !transposeB, a, !transposeA);
                    return shape.dim(0) == shape.dim(1) ? turned : product;
                }
            });
        }
    }

    static class ProductThatSkipsZeros extends ProductConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
                    Tensor product = inner().matmul(a, transposeA, b, transposeB);
                    Values values = Values.read(inner(), product);
                    return values.map(x -> Double.isNaN(x) ? 0 : x).on(inner(), product.dtype());
                }
            });
        }
    }

    static class GatherOffByOne extends RowConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor gatherRows(Tensor table, Indices rows) {
                    int[] shifted = rows.toArray();
                    for (int i = 0; i < shifted.length; i++) {
                        shifted[i] = Math.min(shifted[i] + 1, rows.bound() - 1);
                    }
                    return inner().gatherRows(table, Indices.of(rows.bound(), shifted));
                }
            });
        }
    }

    static class ScatterThatKeepsTheLast extends RowConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor scatterAddRows(Tensor source, Indices rows, int tableRows) {
                    Tensor table = inner().full(Shape.of(tableRows, source.shape().dim(1)), source.dtype(), 0);
                    for (int i = 0; i < rows.length(); i++) {
                        inner().updates().write(table, rows.at(i) * source.shape().dim(1),
                                inner().slice(source, 0, i, i + 1));
                    }
                    return table;
                }
            });
        }
    }

    static class MaximumThatIgnoresNaN extends ReductionConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor amax(Tensor a, int dim) {
                    Values values = Values.read(inner(), a);
                    return inner().amax(values.map(x -> Double.isNaN(x) ? Double.NEGATIVE_INFINITY : x)
                            .on(inner(), a.dtype()), dim);
                }
            });
        }
    }

    static class ReluThatSwallowsNaN extends ElementwiseConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor relu(Tensor a) {
                    Values values = Values.read(inner(), inner().relu(a));
                    return values.map(x -> x > 0 ? x : 0).on(inner(), a.dtype());
                }
            });
        }
    }

    static class ConcatBackward extends FormConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor concat(List<Tensor> parts, int dim) {
                    List<Tensor> reversed = new ArrayList<>(parts);
                    Collections.reverse(reversed);
                    return inner().concat(reversed, dim);
                }
            });
        }
    }

    static class SliceThatIsAView extends SharingConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor slice(Tensor a, int dim, int from, int to) {
                    return to - from == a.shape().dim(dim) ? a : inner().slice(a, dim, from, to);
                }
            });
        }
    }

    static class MessageWithoutShapes extends RefusalConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor add(Tensor a, Tensor b) {
                    try {
                        return inner().add(a, b);
                    } catch (TensorException e) {
                        throw new TensorException("add: shapes differ", e);
                    }
                }
            });
        }
    }

    static class UseAfterClose extends OwnershipConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor tanh(Tensor a) {
                    return a.isOpen() ? inner().tanh(a) : inner().full(a.shape(), a.dtype(), 0);
                }
            });
        }
    }

    private abstract static class WithUpdates extends ForwardingOps {
        WithUpdates(TensorOps inner) {
            super(inner);
        }

        abstract UpdateOps change(UpdateOps updates);

        @Override
        public UpdateOps updates() {
            return change(inner().updates());
        }
    }

    static class AxpyWithoutItsFactor extends UpdateConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new WithUpdates(ops) {
                @Override
                UpdateOps change(UpdateOps updates) {
                    return new ForwardingUpdates(updates) {
                        @Override
                        public void axpy(Tensor destination, double factor, Tensor source) {
                            updates.axpy(destination, 1, source);
                        }
                    };
                }
            });
        }
    }

    /** Writes the first output before the second is computed. */
    static class AssignInTurn extends AssignConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new WithUpdates(ops) {
                @Override
                UpdateOps change(UpdateOps updates) {
                    return new ForwardingUpdates(updates) {
                        @Override
                        public <A> void assign(Tensors destinations, Composite<A> composite, A attributes,
                                Tensors inputs) {
                            for (int i = 0; i < destinations.size(); i++) {
                                updates.copy(destinations.get(i),
                                        composite.define(inner(), attributes, inputs).get(i));
                            }
                        }
                    };
                }
            });
        }
    }

    /** Slices that are tensors of their own. */
    static class BlockOfCopies extends BlockConformance {
        @Override
        protected Subject subject() {
            return Altered.blocks((backend, whole) -> {
                Map<String, ParameterBlock> parts = new LinkedHashMap<>();
                for (ParameterLayout.Entry entry : whole.layout().entries()) {
                    parts.put(entry.name(), backend.allocate(ParameterLayout.of(Map.of(entry.name(), entry.shape())),
                            whole.flat().dtype()));
                }
                return new ParameterBlock() {
                    @Override
                    public ParameterLayout layout() {
                        return whole.layout();
                    }

                    @Override
                    public Tensor flat() {
                        return whole.flat();
                    }

                    @Override
                    public Tensor get(int index) {
                        return parts.get(layout().entries().get(index).name()).get(0);
                    }

                    @Override
                    public void close() {
                        whole.close();
                        parts.values().forEach(ParameterBlock::close);
                    }
                };
            });
        }
    }

    static class ScopeThatLeaks extends ScopeConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                void closeScope(Scope scope) {
                    // kept open
                }
            });
        }
    }

    /** As when threads add in the order in which they finish. */
    static class SumThatDiffersEachTime extends DeterminismConformance {
        private int calls;

        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor sum(Tensor a) {
                    calls++;
                    return inner().affine(inner().sum(a), 1 + calls * 0x1p-22, 0);
                }
            });
        }
    }

    /** Declares float64 and computes in float32. */
    static class Float64InNameOnly extends CapabilityConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor full(Shape shape, DType dtype, double value) {
                    return inner().full(shape, dtype, (float) value);
                }
            });
        }
    }

    static class AnyDeviceWillDo extends OpeningConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                public Backend open(OpenOptions options) {
                    return super.open(new OpenOptions(null, options.threads()));
                }
            });
        }
    }

    /** Works, but nobody finds it. */
    static class NotRegistered extends RegistrationConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered());
        }
    }

    /** Operations with a kernel for Linear. */
    private static final class WithKernel extends ForwardingOps {
        private final LinearKernel kernel;

        WithKernel(TensorOps inner, LinearKernel kernel) {
            super(inner);
            this.kernel = kernel;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
            return composite.equals(Linear.LINEAR) ? Optional.of((FusedKernel<A>) kernel) : Optional.empty();
        }
    }

    private static Subject kernel(Function<TensorOps, LinearKernel> kernel) {
        return Altered.operations(ops -> new WithKernel(ops, kernel.apply(ops)));
    }

    /** Nothing wrong: shows that a right kernel passes. */
    static class RightKernelForward extends CompositionConformance {
        @Override
        protected Subject subject() {
            return kernel(LinearKernel::new);
        }
    }

    /** Nothing wrong: shows that a right kernel passes. */
    static class RightKernel extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return kernel(LinearKernel::new);
        }
    }

    static class KernelThatForgetsTheBias extends CompositionConformance {
        @Override
        protected Subject subject() {
            return kernel(ops -> new LinearKernel(ops) {
                @Override
                public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
                    return super.forward(scope, attributes, inputs.range(0, 2), neededMask);
                }
            });
        }
    }

    static class KernelThatOverwritesTargets extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return kernel(ops -> new LinearKernel(ops) {
                @Override
                @Nullable
                Tensor deliver(TensorOps operations, Tensor gradient, @Nullable Tensor target) {
                    if (target == null) {
                        return gradient;
                    }
                    operations.updates().copy(target, gradient);
                    return null;
                }
            });
        }
    }

    static class KernelThatAddsAndReturns extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return kernel(ops -> new LinearKernel(ops) {
                @Override
                Tensor deliver(TensorOps operations, Tensor gradient, @Nullable Tensor target) {
                    super.deliver(operations, gradient, target);
                    return gradient;
                }
            });
        }
    }

    static class KernelThatGivesMoreThanAsked extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return kernel(ops -> new LinearKernel(ops) {
                @Override
                public Tensors backward(Scope scope, NoAttributes attributes, Tensors saved, Tensors outputGradients,
                        GradientRequest request) {
                    return super.backward(scope, attributes, saved, outputGradients,
                            new GradientRequest(-1, request.targets()));
                }
            });
        }
    }

    static class KernelWithAWrongGradient extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return kernel(ops -> new LinearKernel(ops) {
                @Override
                Tensor deliver(TensorOps operations, Tensor gradient, @Nullable Tensor target) {
                    return operations.affine(gradient, 1.001, 0);
                }
            });
        }
    }

    /** Keeps what it saves in a field that the next call writes over. */
    static class KernelThatKeepsOneSave extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return kernel(ops -> new LinearKernel(ops) {
                private @Nullable Tensors last;

                @Override
                public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
                    last = inputs;
                    return super.forward(scope, attributes, inputs, neededMask);
                }

                @Override
                public Tensors backward(Scope scope, NoAttributes attributes, Tensors saved, Tensors outputGradients,
                        GradientRequest request) {
                    Tensors used = last == null ? saved : last;
                    return super.backward(scope, attributes, used, outputGradients, request);
                }
            });
        }
    }
}
