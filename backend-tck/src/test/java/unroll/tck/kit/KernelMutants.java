package unroll.tck.kit;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.NoAttributes;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** Kernels that are wrong backward. */
final class KernelMutants {
    private static final RecurrentLayer TANH = new RecurrentLayer(TanhRecurrence.TANH);

    static final List<Mutant> TABLE = List.of(
            new Mutant(GradientOffByLittle.class, "a gradient is off by a thousandth", ": gradients"),
            new Mutant(FinalStateWithoutGradient.class, "a layer forgets the gradient of its final state",
                    ": some output gradients"),
            new Mutant(CellWithoutGradient.class, "a layer forgets the gradient of the final cell",
                    ": some output gradients"),
            new Mutant(RowsNotAdded.class, "tokens of one row of the table do not add their gradients",
                    "rows of a table of 4: gradients"),
            new Mutant(TargetsOverwritten.class, "a gradient overwrites its target and is not added", ": targets"),
            new Mutant(WrittenOverAll.class, "a gradient overwrites its target where another target holds zeros",
                    ": targets"),
            new Mutant(AddedAndReturned.class, "a gradient is added to its target and returned as well", ": targets"),
            new Mutant(MoreThanAsked.class, "a gradient comes that was not needed", ": one at a time"),
            new Mutant(LessThanNeeded.class, "what a needed gradient takes is not saved", ": told what is needed"),
            new Mutant(OneSaveForAll.class, "saved values are overwritten by the next call", ": saved values"),
            new Mutant(ScopeOfItsOwn.class, "results belong to a scope of the kernel's own", ": scope"));

    private KernelMutants() {
    }

    /** Nothing wrong: shows that right kernels pass. */
    static class RightGradients extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return WithKernels.everywhere();
        }
    }

    /** Nothing wrong: shows that right kernels pass. */
    static class RightUse extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return WithKernels.everywhere();
        }
    }

    private static Subject linear(Function<Backend, DefinitionKernel<NoAttributes>> kernel) {
        return WithKernels.only(Linear.LINEAR, kernel::apply);
    }

    static class GradientOffByLittle extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return linear(backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
                @Override
                Tensor deliver(TensorOps operations, Tensor gradient, @Nullable Tensor target) {
                    return operations.affine(gradient, 1.001, 0);
                }
            });
        }
    }

    /** A layer that takes the gradient of one output for empty. */
    private static Subject deaf(RecurrentLayer layer, int output) {
        return WithKernels.only(layer, backend -> new DefinitionKernel<>(backend, layer) {
            @Override
            public Tensors backward(Scope scope, RecurrentLayer.Sequence sequence, Tensors saved,
                    Tensors outputGradients, GradientRequest request) {
                @Nullable Tensor[] heard = new Tensor[outputGradients.size()];
                for (int i = 0; i < heard.length; i++) {
                    heard[i] = i == output ? null : outputGradients.find(i);
                }
                return super.backward(scope, sequence, saved, Tensors.ofAll(heard), request);
            }
        });
    }

    static class FinalStateWithoutGradient extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return deaf(new RecurrentLayer(GruRecurrence.GRU), 1);
        }
    }

    static class CellWithoutGradient extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return deaf(new RecurrentLayer(LstmRecurrence.LSTM), 2);
        }
    }

    static class RowsNotAdded extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(TANH, backend -> new DefinitionKernel<>(backend, TANH) {
                @Override
                TensorOps ops(Scope scope) {
                    return new PlacingMutants.LastRowOnly(super.ops(scope));
                }
            });
        }
    }

    static class TargetsOverwritten extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return linear(backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
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

    /** Takes all targets for zeros where one of them holds zeros. */
    static class WrittenOverAll extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return linear(backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
                private boolean writes;

                @Override
                public Tensors backward(Scope scope, NoAttributes attributes, Tensors saved, Tensors outputGradients,
                        GradientRequest request) {
                    writes = request.zerosMask() != 0;
                    return super.backward(scope, attributes, saved, outputGradients, request);
                }

                @Override
                @Nullable
                Tensor deliver(TensorOps operations, Tensor gradient, @Nullable Tensor target) {
                    if (target == null || !writes) {
                        return super.deliver(operations, gradient, target);
                    }
                    operations.updates().copy(target, gradient);
                    return null;
                }
            });
        }
    }

    static class AddedAndReturned extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return linear(backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
                @Override
                Tensor deliver(TensorOps operations, Tensor gradient, @Nullable Tensor target) {
                    super.deliver(operations, gradient, target);
                    return gradient;
                }
            });
        }
    }

    static class MoreThanAsked extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return linear(backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
                @Override
                public Tensors backward(Scope scope, NoAttributes attributes, Tensors saved, Tensors outputGradients,
                        GradientRequest request) {
                    return super.backward(scope, attributes, saved, outputGradients,
                            new GradientRequest(-1, request.targets()));
                }
            });
        }
    }

    /** The weight is what the gradient of x takes: it is not enough to save it where its own is needed. */
    static class LessThanNeeded extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return linear(backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
                @Override
                public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
                    Forward right = super.forward(scope, attributes, inputs, neededMask);
                    if (neededMask == INFERENCE || (neededMask & 2) != 0) {
                        return right;
                    }
                    Tensor[] saved = new Tensor[inputs.size()];
                    java.util.Arrays.setAll(saved, inputs::get);
                    saved[1] = ops(scope).affine(saved[1], 0, 0);
                    return new Forward(right.outputs(), Tensors.ofAll(saved));
                }
            });
        }
    }

    /** Keeps what it saves in a field. */
    static class OneSaveForAll extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return linear(backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
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

    static class ScopeOfItsOwn extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return linear(backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
                private final Scope own = backend.openScope();

                @Override
                TensorOps ops(Scope scope) {
                    return super.ops(own);
                }
            });
        }
    }
}
