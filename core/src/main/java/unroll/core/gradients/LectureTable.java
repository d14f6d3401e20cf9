package unroll.core.gradients;

import java.util.ArrayList;
import java.util.List;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.Recurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.nn.StandardCell;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.DType;
import unroll.core.float64.Float64Backend;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;

/**
 * The lecture's table of what a gradient becomes after 10 and 50 steps, measured: W_h is rho times an orthogonal matrix,
 * whose spectral radius and norm are both rho, and everything else is as drawn. Without tanh the table is exact. With it
 * every step also multiplies by tanh' = 1 - h^2, which is below 1.
 */
public final class LectureTable {
    private static final double[] RADII = {0.5, 0.9, 1.1};
    private static final int[] DISTANCES = {10, 50};
    private static final String RECURRENT_WEIGHT = LanguageModel.RECURRENT + ".weight_hh_l0";

    /**
     * A row for one radius and one distance.
     *
     * @param radius the spectral radius of W_h, rho
     * @param steps the distance t - k
     * @param power rho to the steps: what the lecture says
     * @param identity the largest singular value of d h_t / d h_k without tanh
     * @param tanh the same with tanh
     * @param tanhRms the root mean square of its singular values
     * @param predicted rho to the steps times the product of the root mean squares of tanh' on the way, which the root
     *     mean square is if tanh' knows nothing of the matrix
     */
    public record Row(double radius, int steps, double power, double identity, double tanh, double tanhRms,
            double predicted) {
    }

    private LectureTable() {
    }

    /** The distances that the table has. */
    public static int longest() {
        return DISTANCES[DISTANCES.length - 1];
    }

    /**
     * Measures the table.
     *
     * @param vocabularySize tokens
     * @param hiddenSize width of state and embedding
     * @param seed of the weights
     * @param tokens of real text: {@code warmUp} and {@link #longest()} more
     * @param warmUp tokens before k
     */
    public static List<Row> measure(int vocabularySize, int hiddenSize, long seed, int[] tokens, int warmUp) {
        double[] orthogonal = MatrixFigures.orthogonal(hiddenSize,
                new CounterRandom(seed, RandomStream.WEIGHTS, 1, 0));
        ModelSize size = ModelSize.lecture(vocabularySize, hiddenSize);
        List<Row> rows = new ArrayList<>();
        for (double radius : RADII) {
            try (StateJacobian linear = model(size, IdentityRecurrence.IDENTITY, seed, orthogonal, radius);
                    StateJacobian withTanh = model(size, TanhRecurrence.TANH, seed, orthogonal, radius)) {
                GradientFlow exact = FlowMeter.measure(linear, new int[][] {tokens}, warmUp);
                GradientFlow bent = FlowMeter.measure(withTanh, new int[][] {tokens}, warmUp);
                double[] slopes = logSlopes(withTanh, tokens, warmUp);
                for (int steps : DISTANCES) {
                    rows.add(new Row(radius, steps, Math.pow(radius, steps), exact.spectral(steps),
                            bent.spectral(steps), bent.rms(steps), Math.exp(steps * Math.log(radius) + slopes[steps])));
                }
            }
        }
        return rows;
    }

    private static StateJacobian model(ModelSize size, Recurrence recurrence, long seed, double[] orthogonal,
            double radius) {
        LanguageModel model = new LanguageModel(size, new StandardCell(recurrence));
        List<HostTensor> weights = new ArrayList<>();
        try (Float64Backend backend = new Float64Backend()) {
            ParameterBlock block = backend.allocate(ParameterTransfer.layout(model.parameters()), DType.FLOAT64);
            ParameterTransfer.initialise(backend, model.parameters(), seed, block);
            for (HostTensor drawn : ParameterTransfer.read(backend, block)) {
                weights.add(drawn.name().equals(RECURRENT_WEIGHT) ? scaled(drawn, orthogonal, radius) : drawn);
            }
        }
        return new StateJacobian(model, weights);
    }

    private static HostTensor scaled(HostTensor like, double[] matrix, double factor) {
        double[] values = matrix.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new HostTensor(like.name(), DType.FLOAT64, like.shape(), values);
    }

    /** By distance, the logarithm of the product of the root mean squares of tanh' at the steps so far. */
    private static double[] logSlopes(StateJacobian model, int[] tokens, int warmUp) {
        double[] logs = new double[tokens.length - warmUp + 1];
        double[] state = model.initialState();
        for (int i = 0; i < tokens.length; i++) {
            state = model.next(state, tokens[i]);
            if (i >= warmUp) {
                double squares = 0;
                for (double h : state) {
                    double slope = 1 - h * h;
                    squares += slope * slope;
                }
                logs[i - warmUp + 1] = logs[i - warmUp] + 0.5 * Math.log(squares / state.length);
            }
        }
        return logs;
    }
}
