package unroll.backend.pure.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;

/** Backpropagation through time against central differences of the same layer in plain double loops. */
class TanhLayerGradientTest {
    private static final int HIDDEN = 5;
    private static final int TABLE = 4;
    private static final double STEP = 1e-5;
    private static final Packing PACKING = Packing.of(4, 4, 2, 1);

    private final double[][] inputs = new double[4][];
    private final double[] toOutputs = new double[PACKING.total() * HIDDEN];
    private final double[] toLast = new double[PACKING.batch() * HIDDEN];
    private int[] rows = {};

    /** The sum of all outputs, each times its gradient. */
    private double value() {
        double sum = 0;
        double[][] state = new double[PACKING.batch()][HIDDEN];
        for (int b = 0; b < state.length; b++) {
            System.arraycopy(inputs[1], b * HIDDEN, state[b], 0, HIDDEN);
        }
        for (int t = 0; t < PACKING.steps(); t++) {
            for (int b = 0; b < PACKING.rows(t); b++) {
                int token = PACKING.offset(t) + b;
                double[] next = new double[HIDDEN];
                for (int j = 0; j < HIDDEN; j++) {
                    double a = inputs[0][rows[token] * HIDDEN + j] + inputs[3][j];
                    for (int p = 0; p < HIDDEN; p++) {
                        a += inputs[2][j * HIDDEN + p] * state[b][p];
                    }
                    next[j] = Math.tanh(a);
                    sum += next[j] * toOutputs[token * HIDDEN + j];
                }
                state[b] = next;
            }
        }
        for (int b = 0; b < state.length; b++) {
            for (int j = 0; j < HIDDEN; j++) {
                sum += state[b][j] * toLast[b * HIDDEN + j];
            }
        }
        return sum;
    }

    private static void fill(double[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            // exact in float32, so that both sides compute with the same inputs
            values[i] = (float) (0.5 * random.nextGaussian());
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, true, false", "true, false, true", "false, true, true",
        "false, true, false", "false, false, true", "true, false, false"})
    void matchesCentralDifferences(boolean table, boolean outputsFlow, boolean lastFlows) {
        Random random = new Random(17);
        rows = table ? random.ints(PACKING.total(), 0, TABLE).toArray() : sequence(PACKING.total());
        Shape[] shapes = {Shape.of(table ? TABLE : PACKING.total(), HIDDEN), Shape.of(PACKING.batch(), HIDDEN),
            Shape.of(HIDDEN, HIDDEN), Shape.of(HIDDEN)};
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new double[shapes[i].size()];
            fill(inputs[i], random);
        }
        if (outputsFlow) {
            fill(toOutputs, random);
        }
        if (lastFlows) {
            fill(toLast, random);
        }
        double[][] found = gradients(table, outputsFlow, lastFlows, shapes);
        for (int i = 0; i < inputs.length; i++) {
            for (int e = 0; e < inputs[i].length; e++) {
                double kept = inputs[i][e];
                inputs[i][e] = kept + STEP;
                double above = value();
                inputs[i][e] = kept - STEP;
                double below = value();
                inputs[i][e] = kept;
                assertEquals((above - below) / (2 * STEP), found[i][e], 2e-5,
                        "seed 17: input " + i + ", element " + e);
            }
        }
    }

    private static int[] sequence(int n) {
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private double[][] gradients(boolean table, boolean outputsFlow, boolean lastFlows, Shape[] shapes) {
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            @Nullable Tensor[] tensors = new Tensor[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                tensors[i] = ops.create(shapes[i], DType.FLOAT32, inputs[i]);
            }
            RecurrentLayer.Sequence sequence = new RecurrentLayer.Sequence(PACKING,
                    table ? Indices.of(TABLE, rows) : null);
            var kernel = ops.fused(new RecurrentLayer(TanhRecurrence.TANH)).orElseThrow();
            var forward = kernel.forward(scope, sequence, Tensors.ofAll(tensors), FusedKernel.EVERY_INPUT);
            Tensor dy = outputsFlow ? ops.create(Shape.of(PACKING.total(), HIDDEN), DType.FLOAT32, toOutputs) : null;
            Tensor dLast = lastFlows ? ops.create(Shape.of(PACKING.batch(), HIDDEN), DType.FLOAT32, toLast) : null;
            Tensors result = kernel.backward(scope, sequence, forward.saved(), Tensors.of(dy, dLast),
                    new GradientRequest(0b1111, Tensors.of(null, null, null, null)));
            double[][] found = new double[inputs.length][];
            for (int i = 0; i < found.length; i++) {
                found[i] = new double[inputs[i].length];
                ops.read(result.get(i), found[i], 0);
            }
            return found;
        }
    }
}
