package unroll.tck.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.ClipGradNorm;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Dropout;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.nn.CellProvider;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.cell.GruV1Provider;
import unroll.core.cell.MinGruProvider;

/** The gradient of every composite's definition against central finite differences, through each of its outputs. */
class CompositeGradientTest {
    record Case(String name, double low, double high, BiFunction<TensorOps, Tensor[], Tensor> function,
            Shape... shapes) {
        @Override
        public String toString() {
            return name + " " + Arrays.toString(shapes);
        }
    }

    private static final int HIDDEN = 3;
    private static final Packing RAGGED = Packing.of(4, 2, 2, 1);
    private static final Indices ROWS = Indices.of(5, 4, 0, 0, 3, 2, 1, 0, 0, 4);
    private static final RecurrentLayer TANH = new RecurrentLayer(TanhRecurrence.TANH);

    static Stream<Case> cases() {
        Indices targets = Indices.of(6, 1, 5, 0, 5, 3);
        Shape hidden = Shape.of(RAGGED.batch(), HIDDEN);
        Shape square = Shape.of(HIDDEN, HIDDEN);
        Shape bias = Shape.of(HIDDEN);
        Shape flat = Shape.of(7);
        return Stream.of(
                new Case("linear", -1, 1, (o, a) -> Linear.apply(o, a[0], a[1], a[2]), Shape.of(4, 3), Shape.of(2, 3),
                        Shape.of(2)),
                new Case("linear without bias", -1, 1, (o, a) -> Linear.apply(o, a[0], a[1]), Shape.of(4, 3),
                        Shape.of(2, 3)),
                new Case("cross_entropy", -2, 2,
                        (o, a) -> CrossEntropy.apply(o, a[0], new CrossEntropy.Targets(targets, 5)), Shape.of(5, 5)),
                new Case("cross_entropy, nothing ignored", -2, 2,
                        (o, a) -> CrossEntropy.apply(o, a[0], new CrossEntropy.Targets(targets, -1)), Shape.of(5, 6)),
                new Case("recurrent.tanh, outputs", -1, 1, (o, a) -> layer(o, a, null, 0),
                        Shape.of(RAGGED.total(), HIDDEN),
                        hidden, square, bias),
                new Case("recurrent.tanh, final state", -1, 1, (o, a) -> layer(o, a, null, 1),
                        Shape.of(RAGGED.total(), HIDDEN), hidden, square, bias),
                new Case("recurrent.tanh, table, outputs", -1, 1, (o, a) -> layer(o, a, ROWS, 0), Shape.of(5, HIDDEN),
                        hidden, square, bias),
                new Case("recurrent.tanh, table, final state", -1, 1, (o, a) -> layer(o, a, ROWS, 1),
                        Shape.of(5, HIDDEN), hidden, square, bias),
                new Case("clip_grad_norm, clipping", 1, 2,
                        (o, a) -> o.apply(ClipGradNorm.CLIP_GRAD_NORM, new ClipGradNorm.MaxNorm(0.5), Tensors.of(a[0]))
                                .get(0),
                        flat),
                new Case("clip_grad_norm, norm", 1, 2,
                        (o, a) -> o.apply(ClipGradNorm.CLIP_GRAD_NORM, new ClipGradNorm.MaxNorm(0.5), Tensors.of(a[0]))
                                .get(1),
                        flat),
                new Case("dropout", -1, 1,
                        (o, a) -> o.apply(Dropout.DROPOUT, new Dropout.Mask(0.4, 3, 5, 1), Tensors.of(a[0])).get(0),
                        Shape.of(4, 5)),
                adam(0, flat), adam(1, flat), adam(2, flat));
    }

    /** The layer of every recurrence, through its outputs and each part of its final state. */
    static Stream<Case> layers() {
        List<Case> cases = new ArrayList<>();
        Shape square = Shape.of(HIDDEN, HIDDEN);
        Shape bias = Shape.of(HIDDEN);
        layer(cases, ReluRecurrence.RELU, square, bias);
        layer(cases, GruRecurrence.GRU, Shape.of(3 * HIDDEN, HIDDEN), Shape.of(3 * HIDDEN));
        layer(cases, recurrence(new GruV1Provider()), Shape.of(2 * HIDDEN, HIDDEN), Shape.of(2 * HIDDEN), square,
                bias);
        layer(cases, LstmRecurrence.LSTM, Shape.of(4 * HIDDEN, HIDDEN), Shape.of(4 * HIDDEN));
        layer(cases, recurrence(new MinGruProvider()));
        return cases.stream();
    }

    private static Recurrence recurrence(CellProvider provider) {
        return provider.create(Map.of()).recurrence();
    }

    private static void layer(List<Case> cases, Recurrence recurrence, Shape... weights) {
        RecurrentLayer layer = new RecurrentLayer(recurrence);
        int parts = recurrence.states().size();
        int width = recurrence.gates() * HIDDEN;
        for (@Nullable Indices rows : Arrays.asList(null, ROWS)) {
            Shape[] shapes = new Shape[1 + parts + weights.length];
            shapes[0] = Shape.of(rows == null ? RAGGED.total() : ROWS.bound(), width);
            Arrays.fill(shapes, 1, 1 + parts, Shape.of(RAGGED.batch(), HIDDEN));
            System.arraycopy(weights, 0, shapes, 1 + parts, weights.length);
            for (int output = 0; output <= parts; output++) {
                int which = output;
                cases.add(new Case(layer.name() + (rows == null ? "" : ", table") + ", output " + output, -1, 1,
                        (o, a) -> o.apply(layer, new RecurrentLayer.Sequence(RAGGED, rows), Tensors.ofAll(a))
                                .get(which),
                        shapes));
            }
        }
    }

    private static Case adam(int output, Shape flat) {
        return new Case("adam, output " + output, 0.5, 1.5, (o, a) -> {
            Tensors outputs = o.apply(AdamUpdate.ADAM, AdamUpdate.Constants.DEFAULT,
                    Tensors.of(a[0], a[1], a[2], a[3], a[4]));
            // every argument must be reached, also where an output does not depend on it
            Tensor all = o.add(o.add(a[0], a[1]), o.add(a[2], a[3]));
            return o.add(outputs.get(output), o.scaleBy(all, o.sum(a[4])));
        }, flat, flat, flat, flat, Shape.of(2));
    }

    private static Tensor layer(TensorOps ops, Tensor[] a, @Nullable Indices rows,
            int output) {
        return ops.apply(TANH, new RecurrentLayer.Sequence(RAGGED, rows), Tensors.of(a[0], a[1], a[2], a[3]))
                .get(output);
    }

    @ParameterizedTest
    @MethodSource({"cases", "layers"})
    void agreesWithFiniteDifferences(Case composite) {
        for (long seed = 1; seed <= 3; seed++) {
            FiniteDifferences differences = new FiniteDifferences(seed);
            double[][] arguments = new double[composite.shapes().length][];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = differences.values(i, composite.shapes()[i], composite.low(), composite.high());
            }
            differences.check(composite.toString(), composite.shapes(), arguments, composite.function());
        }
    }
}
