package unroll.tck.kit;

import java.util.List;
import unroll.api.composite.CrossEntropy;
import unroll.api.error.TensorException;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.core.ops.ForwardingOps;

/** Backends that take what they should refuse, or refuse it in the wrong way. */
final class RefusalMutants {
    static final List<Mutant> TABLE = List.of(
            new Mutant(MessageWithoutShapes.class, "a refusal does not name the shapes", "add of another rank"),
            new Mutant(AddThatBroadcasts.class, "add repeats a row to make it fit", "add of a row"),
            new Mutant(GatherThatClamps.class, "an index out of range takes the last row",
                    "gatherRows beyond the table"),
            new Mutant(ScatterThatCrashes.class, "an index out of range ends in an exception of Java's own",
                    "scatterAddRows beyond the table"),
            new Mutant(LossThatTakesAnyTarget.class, "a kernel takes a target that is no class",
                    "cross_entropy, target beyond the classes"),
            new Mutant(UseAfterClose.class, "a tensor is used after its scope was closed", "tanh"));

    private RefusalMutants() {
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

    static class AddThatBroadcasts extends RefusalConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor add(Tensor a, Tensor b) {
                    boolean row = a.shape().rank() == 2 && b.shape().rank() == 2 && b.shape().dim(0) == 1;
                    return inner().add(a, row
                            ? inner().expandRows(inner().reshape(b, Shape.of(b.shape().dim(1))), a.shape().dim(0))
                            : b);
                }
            });
        }
    }

    static class GatherThatClamps extends RefusalConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor gatherRows(Tensor table, Indices rows) {
                    int[] clamped = rows.toArray();
                    int bound = table.shape().dim(0);
                    for (int i = 0; i < clamped.length; i++) {
                        clamped[i] = Math.min(clamped[i], bound - 1);
                    }
                    return inner().gatherRows(table, Indices.of(bound, clamped));
                }
            });
        }
    }

    static class ScatterThatCrashes extends RefusalConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor scatterAddRows(Tensor source, Indices rows, int tableRows) {
                    int[] met = new int[tableRows];
                    for (int i = 0; i < rows.length(); i++) {
                        met[rows.at(i)]++;
                    }
                    return inner().scatterAddRows(source, rows, tableRows);
                }
            });
        }
    }

    static class LossThatTakesAnyTarget extends CompositeRefusalConformance {
        @Override
        protected Subject subject() {
            return WithKernels.only(CrossEntropy.CROSS_ENTROPY,
                    backend -> new DefinitionKernel<>(backend, CrossEntropy.CROSS_ENTROPY) {
                        @Override
                        public Forward forward(Scope scope, CrossEntropy.Targets targets, Tensors inputs,
                                long neededMask) {
                            int[] classes = targets.classes().toArray();
                            int columns = inputs.get(0).shape().dim(inputs.get(0).shape().rank() - 1);
                            for (int i = 0; i < classes.length; i++) {
                                classes[i] = Math.min(classes[i], columns - 1);
                            }
                            return super.forward(scope, new CrossEntropy.Targets(Indices.of(columns, classes),
                                    targets.ignoreIndex()), inputs, neededMask);
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
}
