package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Dropout;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.NoAttributes;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** Kernels that are wrong forward. */
final class CompositionMutants {
    private static final RecurrentLayer GRU = new RecurrentLayer(GruRecurrence.GRU);
    private static final RecurrentLayer LSTM = new RecurrentLayer(LstmRecurrence.LSTM);

    static final List<Mutant> TABLE = List.of(
            new Mutant(KernelWithoutItsBias.class, "linear forgets the bias",
                    "linear, x [5, 3], weight [7, 3], APPLIED"),
            new Mutant(LossOfIgnoredTargets.class, "ignore_index is ignored", "cross_entropy, some ignored"),
            new Mutant(LossThatWeighsByZero.class, "an ignored row counts by zero, so that its NaN shows",
                    "cross_entropy, NaN and infinity in a row that is ignored"),
            new Mutant(StateOfTheLastBatch.class, "a layer starts from the state that the last batch left",
                    "recurrent.gru, batch after batch"),
            new Mutant(StatesOfTheLastStep.class, "sequences that end early lose their final state",
                    "recurrent.lstm, 5 sequences, 7 steps"),
            new Mutant(MaskOfTheFirstDraw.class, "dropout draws the same mask each time", "draw=100000"),
            new Mutant(KernelByName.class, "a kernel is found by the composite's name", "linear of the kit's own"));

    private CompositionMutants() {
    }

    /** Nothing wrong: shows that right kernels pass. */
    static class RightKernels extends CompositionConformance {
        @Override
        protected Subject subject() {
            return WithKernels.everywhere();
        }
    }

    static class KernelWithoutItsBias extends CompositionConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(Linear.LINEAR, backend -> new DefinitionKernel<>(backend, Linear.LINEAR) {
                @Override
                public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
                    return super.forward(scope, attributes, inputs.range(0, 2), neededMask);
                }
            });
        }
    }

    static class LossOfIgnoredTargets extends CompositionConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(CrossEntropy.CROSS_ENTROPY,
                    backend -> new DefinitionKernel<>(backend, CrossEntropy.CROSS_ENTROPY) {
                        @Override
                        public Forward forward(Scope scope, CrossEntropy.Targets targets, Tensors inputs,
                                long neededMask) {
                            boolean column = targets.ignoreIndex() < inputs.get(0).shape().dim(1);
                            return super.forward(scope, column
                                    ? new CrossEntropy.Targets(targets.classes(), -1)
                                    : targets, inputs, neededMask);
                        }
                    });
        }
    }

    static class LossThatWeighsByZero extends CompositionConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(CrossEntropy.CROSS_ENTROPY,
                    backend -> new DefinitionKernel<>(backend, CrossEntropy.CROSS_ENTROPY) {
                        @Override
                        public Forward forward(Scope scope, CrossEntropy.Targets targets, Tensors inputs,
                                long neededMask) {
                            Forward right = super.forward(scope, targets, inputs, neededMask);
                            TensorOps ops = ops(scope);
                            Tensor nothing = ops.affine(ops.sum(inputs.get(0)), 0, 0);
                            return new Forward(Tensors.of(ops.add(right.outputs().get(0), nothing)), right.saved());
                        }
                    });
        }
    }

    /** Within a scope; the first batch of each is right. */
    static class StateOfTheLastBatch extends CompositionConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(GRU, StateOfTheLastBatch::stale);
        }

        private static DefinitionKernel<RecurrentLayer.Sequence> stale(Backend backend) {
            return new DefinitionKernel<>(backend, GRU) {
                private @Nullable Tensor last;

                @Override
                public Forward forward(Scope scope, RecurrentLayer.Sequence sequence, Tensors inputs,
                        long neededMask) {
                    Tensor state = last;
                    boolean fits = state != null && state.isOpen() && state.shape().equals(inputs.get(1).shape())
                            && state.dtype() == inputs.get(1).dtype();
                    Tensors used = fits
                            ? Tensors.of(inputs.get(0), state, inputs.get(2), inputs.get(3))
                            : inputs;
                    Forward forward = super.forward(scope, sequence, used, neededMask);
                    last = forward.outputs().get(1);
                    return forward;
                }
            };
        }
    }

    static class StatesOfTheLastStep extends CompositionConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(LSTM, StatesOfTheLastStep::withoutTheEnded);
        }

        private static DefinitionKernel<RecurrentLayer.Sequence> withoutTheEnded(Backend backend) {
            return new DefinitionKernel<>(backend, LSTM) {
                @Override
                public Forward forward(Scope scope, RecurrentLayer.Sequence sequence, Tensors inputs,
                        long neededMask) {
                    Forward right = super.forward(scope, sequence, inputs, neededMask);
                    Packing packing = sequence.packing();
                    int alive = packing.rows(packing.steps() - 1);
                    TensorOps ops = ops(scope);
                    List<Tensor> states = new ArrayList<>();
                    for (int i = 1; i <= 2; i++) {
                        states.add(ops.concat(List.of(ops.slice(right.outputs().get(i), 0, 0, alive),
                                ops.slice(inputs.get(i), 0, alive, packing.batch())), 0));
                    }
                    return new Forward(Tensors.of(right.outputs().get(0), states.get(0), states.get(1)),
                            right.saved());
                }
            };
        }
    }

    static class MaskOfTheFirstDraw extends CompositionConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(Dropout.DROPOUT, backend -> new DefinitionKernel<>(backend, Dropout.DROPOUT) {
                @Override
                public Forward forward(Scope scope, Dropout.Mask mask, Tensors inputs, long neededMask) {
                    return super.forward(scope, new Dropout.Mask(mask.rate(), mask.seed(), 3, mask.layer()), inputs,
                            neededMask);
                }
            });
        }
    }

    static class KernelByName extends CompositionConformance {
        @Override
        protected Subject subject() {
            return WithKernels.where(composite -> composite.name().equals("linear"),
                    backend -> new DefinitionKernel<>(backend, Linear.LINEAR));
        }
    }
}
