package unroll.core.gradients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.plugin.Installed;

/** Jacobians and their products against central finite differences, for every installed cell. */
class StateJacobianTest {
    private static final int VOCABULARY = 7;
    private static final int HIDDEN = 5;
    private static final double DIFFERENCE = 1e-5;
    private static final double CLOSE = 1e-6;

    private static StateJacobian model(String cell, int layers) {
        LanguageModel model = new LanguageModel(new ModelSize(VOCABULARY, 4, HIDDEN, layers),
                new ModelOptions(0, false, true), Installed.builtIn().cells().create(cell, Map.of()));
        List<HostTensor> weights = GradientMeasurement.initialWeights(model, 11);
        return new StateJacobian(model, weights);
    }

    /** The state after all tokens. */
    private static double[] walk(StateJacobian model, double[] state, int[] tokens) {
        double[] now = state;
        for (int token : tokens) {
            now = model.next(now, token);
        }
        return now;
    }

    @ParameterizedTest
    @CsvSource({"notebook, 1, 5", "rnn, 1, 5", "rnn, 2, 10", "gru, 1, 5", "gru-v1, 2, 10", "lstm, 1, 10", "lstm, 3, 30",
        "mingru, 2, 10"})
    void theProductOfFourStepsIsThatOfFiniteDifferences(String cell, int layers, int size) {
        int[] tokens = {3, 0, 6, 2};
        try (StateJacobian model = model(cell, layers)) {
            assertEquals(size, model.size());
            double[] start = walk(model, model.initialState(), new int[] {1, 5});
            double[] product = new double[size * size];
            for (int i = 0; i < size; i++) {
                product[i * size + i] = 1;
            }
            double[] state = start;
            for (int token : tokens) {
                StateJacobian.Step step = model.step(state, token);
                assertArrayEquals(model.next(state, token), step.state(), 1e-15);
                product = times(step.jacobian(), product, size);
                state = step.state();
            }
            for (int j = 0; j < size; j++) {
                double[] above = start.clone();
                above[j] += DIFFERENCE;
                double[] below = start.clone();
                below[j] -= DIFFERENCE;
                double[] after = walk(model, above, tokens);
                double[] before = walk(model, below, tokens);
                for (int i = 0; i < size; i++) {
                    assertEquals((after[i] - before[i]) / (2 * DIFFERENCE), product[i * size + j], CLOSE,
                            cell + ", element " + i + ", " + j);
                }
            }
        }
    }

    private static double[] times(double[] a, double[] b, int size) {
        double[] result = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                for (int j = 0; j < size; j++) {
                    result[i * size + j] += a[i * size + k] * b[k * size + j];
                }
            }
        }
        return result;
    }
}
