package unroll.core.gradients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.nn.Cell;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.plugin.Installed;

/** Which squares there are, by cell, and what they are called. */
class RecurrentMatrixTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"notebook; 1; rnn.Wh.weight", "rnn; 2; rnn.weight_hh_l0, rnn.weight_hh_l1",
        "gru; 1; rnn.weight_hh_l0 r, rnn.weight_hh_l0 z, rnn.weight_hh_l0 n",
        "lstm; 1; rnn.weight_hh_l0 i, rnn.weight_hh_l0 f, rnn.weight_hh_l0 g, rnn.weight_hh_l0 o", "mingru; 1; ''"})
    void eachGateHasOne(String name, int layers, String expected) {
        Cell cell = Installed.builtIn().cells().create(name, Map.of());
        ModelSize size = new ModelSize(9, 4, 6, layers);
        List<RecurrentMatrix> matrices = RecurrentMatrix.of(cell, size,
                GradientMeasurement.initialWeights(new LanguageModel(size, cell), 3));
        assertEquals(expected, String.join(", ", matrices.stream().map(RecurrentMatrix::name).toList()));
        for (RecurrentMatrix matrix : matrices) {
            assertTrue(matrix.spectralRadius() > 0 && matrix.spectralRadius() <= matrix.largestSingularValue(),
                    matrix.toString());
        }
    }
}
