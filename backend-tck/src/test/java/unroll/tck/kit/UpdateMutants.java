package unroll.tck.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;
import unroll.core.ops.ForwardingOps;
import unroll.core.ops.ForwardingUpdates;

/** Wrong operations in place and wrong blocks. */
final class UpdateMutants {
    static final List<Mutant> TABLE = List.of(
            new Mutant(AccumulateThatOverwrites.class, "accumulate overwrites and does not add", "accumulate on [17]"),
            new Mutant(AxpyWithoutItsFactor.class, "axpy leaves its factor out", "axpy on [17]"),
            new Mutant(AssignInTurn.class, "assign writes one output before the next is computed",
                    "theCompositeSeesTheOldValuesOfDestinations()"),
            new Mutant(BlockOfCopies.class, "the slices of a block are tensors of their own",
                    "aChangeOfTheWholeShowsInTheSlices()"));

    private UpdateMutants() {
    }

    private static Subject updates(BiFunction<TensorOps, UpdateOps, UpdateOps> change) {
        return Altered.operations(ops -> new ForwardingOps(ops) {
            @Override
            public UpdateOps updates() {
                return change.apply(inner(), inner().updates());
            }
        });
    }

    static class AccumulateThatOverwrites extends UpdateConformance {
        @Override
        protected Subject subject() {
            return updates((ops, updates) -> new ForwardingUpdates(updates) {
                @Override
                public void accumulate(Tensor destination, Tensor source) {
                    updates.copy(destination, source);
                }
            });
        }
    }

    static class AxpyWithoutItsFactor extends UpdateConformance {
        @Override
        protected Subject subject() {
            return updates((ops, updates) -> new ForwardingUpdates(updates) {
                @Override
                public void axpy(Tensor destination, double factor, Tensor source) {
                    updates.axpy(destination, 1, source);
                }
            });
        }
    }

    static class AssignInTurn extends AssignConformance {
        @Override
        protected Subject subject() {
            return updates((ops, updates) -> new ForwardingUpdates(updates) {
                @Override
                public <A> void assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
                    for (int i = 0; i < destinations.size(); i++) {
                        updates.copy(destinations.get(i), composite.define(ops, attributes, inputs).get(i));
                    }
                }
            });
        }
    }

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
}
