package unroll.tck.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.TraceListener;
import unroll.core.ops.TracingOps;
import unroll.tck.reference.ReferenceProvider;

/** What a trace listener is shown of each cell, step by step: its gates, by the names of the formulas. */
class GateNamesTest {
    private static final int HIDDEN = 3;
    private static final Packing PACKING = Packing.of(2, 1);

    private static void trace(String cell, TraceListener listener) {
        LanguageModel model = new LanguageModel(ModelSize.lecture(6, HIDDEN), InstalledCells.named(cell));
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                ParameterBlock weights = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT64)) {
            ParameterTransfer.initialise(backend, model.parameters(), 5, weights);
            try (Scope scope = backend.openScope()) {
                TensorOps ops = new TracingOps(new ComposedOps(backend.ops(scope)), listener);
                model.forward(ops, weights, Indices.of(6, 3, 1, 2), PACKING, null);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"notebook, h", "rnn, h", "gru, r z n h", "gru-v1, r z n h", "lstm, i f g o c h", "mingru, z n h"})
    void namesItsGates(String cell, String names) {
        List<String> seen = new ArrayList<>();
        trace(cell, (name, value, ops) -> seen.add(name + value.shape()));
        List<String> expected = new ArrayList<>();
        for (int step = 0; step < PACKING.steps(); step++) {
            for (char name : names.replace(" ", "").toCharArray()) {
                expected.add(name + "[" + PACKING.rows(step) + ", " + HIDDEN + "]");
            }
        }
        assertEquals(expected, seen);
    }

    @Test
    void everyCellNamesItsState() {
        InstalledCells.all().forEach(provider -> {
            List<String> seen = new ArrayList<>();
            trace(provider.name(), (name, value, ops) -> seen.add(name));
            assertTrue(seen.containsAll(provider.create(Map.of()).recurrence().states()),
                    () -> provider.name() + " names " + seen);
        });
    }

    /** The names are on the right values: LSTM's formula holds between them, and gates are between 0 and 1. */
    @Test
    void theNamesOfLstmAreOnTheRightValues() {
        List<Map<String, double[]>> steps = new ArrayList<>();
        trace("lstm", (name, value, ops) -> {
            if (name.equals("i")) {
                steps.add(new HashMap<>());
            }
            double[] values = new double[value.shape().size()];
            ops.read(value, values, 0);
            steps.getLast().put(name, values);
        });
        double[] before = new double[2 * HIDDEN];
        for (Map<String, double[]> step : steps) {
            double[] cell = step.get("c");
            for (int j = 0; j < cell.length; j++) {
                assertEquals(step.get("f")[j] * before[j] + step.get("i")[j] * step.get("g")[j], cell[j], 1e-15);
                assertEquals(step.get("o")[j] * Math.tanh(cell[j]), step.get("h")[j], 1e-15);
                assertTrue(step.get("f")[j] > 0 && step.get("f")[j] < 1);
            }
            before = cell;
        }
        assertEquals(2, steps.size());
    }
}
