package unroll.backend.djl.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.DjlProvider;
import unroll.core.autograd.RecordingOps;
import unroll.core.ops.ComposedOps;

/** The layers' kernels against their definitions, recorded and differentiated operation by operation, in float64. */
class LayerKernelsTest {
    private static final int HIDDEN = 5;
    private static final double ROUNDING = 1e-13;

    /** @param seed of what is drawn */
    record Case(Recurrence recurrence, Packing packing, boolean table, long seed) {
        @Override
        public String toString() {
            return recurrence.name() + ", " + packing.batch() + " sequences of up to " + packing.steps() + " tokens"
                    + (table ? " of a table" : "") + ", seed " + seed;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Recurrence recurrence : List.of(TanhRecurrence.TANH, GruRecurrence.GRU, LstmRecurrence.LSTM)) {
            for (Packing packing : List.of(Packing.of(1), Packing.of(4), Packing.of(3, 3), Packing.of(5, 4, 4, 2, 1),
                    Packing.of(7, 1))) {
                cases.add(new Case(recurrence, packing, false, 11));
                cases.add(new Case(recurrence, packing, true, 12));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAndGradientsAreThoseOfTheDefinition(Case one) {
        try (Backend backend = new DjlProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            assertTrue(ops.fused(new RecurrentLayer(one.recurrence())).isPresent());
            int outputs = 1 + one.recurrence().states().size();
            // all outputs at once, then each alone
            for (int which = -1; which < outputs; which++) {
                List<double[]> kernel = run(ops, false, one, which);
                List<double[]> definition = run(ops, true, one, which);
                assertEquals(definition.size(), kernel.size());
                for (int i = 0; i < kernel.size(); i++) {
                    assertArrayEquals(definition.get(i), kernel.get(i), ROUNDING,
                            one + ", output " + which + ", value " + i);
                }
            }
        }
    }

    /** Outputs, then the gradients of all inputs of a weighted sum of one output, or of all. */
    private static List<double[]> run(TensorOps ops, boolean composed, Case one, int which) {
        Random random = new Random(one.seed());
        Recurrence recurrence = one.recurrence();
        int width = recurrence.gates() * HIDDEN;
        int tokens = one.packing().total();
        Indices rows = one.table() ? Indices.of(4, random.ints(tokens, 0, 4).toArray()) : null;
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(draw(ops, random, Shape.of(one.table() ? 4 : tokens, width)));
        for (int i = 0; i < recurrence.states().size(); i++) {
            inputs.add(draw(ops, random, Shape.of(one.packing().batch(), HIDDEN)));
        }
        inputs.add(draw(ops, random, Shape.of(width, HIDDEN)));
        inputs.add(draw(ops, random, Shape.of(width)));
        RecordingOps recording = new RecordingOps(composed ? new ComposedOps(ops) : ops);
        List<Tensor> gradients = new ArrayList<>();
        for (Tensor input : inputs) {
            Tensor gradient = ops.full(input.shape(), DType.FLOAT64, 0);
            recording.watch(input, gradient);
            gradients.add(gradient);
        }
        Tensors made = recording.apply(new RecurrentLayer(recurrence),
                new RecurrentLayer.Sequence(one.packing(), rows), Tensors.ofAll(inputs.toArray(Tensor[]::new)));
        Tensor loss = null;
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            values.add(read(ops, made.get(i)));
            Tensor weights = draw(ops, random, made.get(i).shape());
            if (which < 0 || which == i) {
                loss = sum(recording, loss, recording.sum(recording.multiply(made.get(i), weights)));
            }
        }
        recording.backward(loss);
        for (Tensor gradient : gradients) {
            values.add(read(ops, gradient));
        }
        return values;
    }

    private static Tensor sum(TensorOps ops, @Nullable Tensor a, Tensor b) {
        return a == null ? b : ops.add(a, b);
    }

    private static Tensor draw(TensorOps ops, Random random, Shape shape) {
        return ops.create(shape, DType.FLOAT64, random.doubles(shape.size(), -1, 1).toArray());
    }

    private static double[] read(TensorOps ops, Tensor tensor) {
        double[] values = new double[tensor.shape().size()];
        ops.read(tensor, values, 0);
        return values;
    }
}
