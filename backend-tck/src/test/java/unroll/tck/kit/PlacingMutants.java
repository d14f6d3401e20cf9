package unroll.tck.kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.UpdateOps;
import unroll.core.ops.ForwardingOps;
import unroll.core.ops.ForwardingUpdates;

/** Wrong gathering, rearranging and sharing. */
final class PlacingMutants {
    static final List<Mutant> TABLE = List.of(
            new Mutant(GatherOffByOne.class, "gather takes the row behind the one asked for",
                    "gatherRows of known figures"),
            new Mutant(ScatterThatKeepsTheLast.class, "scatter-add keeps the last of the rows that meet",
                    "scatterAddRows of known figures"),
            new Mutant(ConcatBackward.class, "concat puts the last part first", "concat of rows of known figures"),
            new Mutant(SliceThatIsAView.class, "a slice of all is the tensor itself", "slice of all"),
            new Mutant(WriteFromBelow.class, "a write over itself reads what it has written",
                    "aSliceWrittenOverItself()"));

    private PlacingMutants() {
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

    /** Writes rows where they should be added. */
    static final class LastRowOnly extends ForwardingOps {
        LastRowOnly(TensorOps inner) {
            super(inner);
        }

        @Override
        public Tensor scatterAddRows(Tensor source, Indices rows, int tableRows) {
            Tensor table = inner().full(Shape.of(tableRows, source.shape().dim(1)), source.dtype(), 0);
            for (int i = 0; i < rows.length(); i++) {
                inner().updates().write(table, rows.at(i) * source.shape().dim(1),
                        inner().slice(source, 0, i, i + 1));
            }
            return table;
        }
    }

    static class ScatterThatKeepsTheLast extends RowConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(LastRowOnly::new);
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

    static class WriteFromBelow extends AliasingConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public UpdateOps updates() {
                    return new ForwardingUpdates(inner().updates()) {
                        @Override
                        public void write(Tensor destination, int offset, Tensor source) {
                            Shape flat = Shape.of(source.shape().size());
                            for (int i = 0; i < flat.size(); i++) {
                                Tensor element = inner().slice(inner().reshape(source, flat), 0, i, i + 1);
                                inner().updates().write(destination, offset + i, element);
                            }
                        }
                    };
                }
            });
        }
    }
}
