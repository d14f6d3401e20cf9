package unroll.tck.learning;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.nn.Cell;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.data.PackedBatch;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.ComposedOps;
import unroll.tck.golden.GoldenFile;
import unroll.tck.golden.GoldenReader;

/**
 * PyTorch's own figures, reproduced: logits, loss, gradients, final states and three steps of Adam, on the padded and on
 * the packed path, with kernels and by definition. To 1e-10 of a tensor's largest magnitude where the backend has
 * float64, else to 1e-5. Extend it and name the provider.
 */
public abstract class GoldenConformance {
    /** For the author's test class. */
    protected GoldenConformance() {
    }

    /** The backend to be tested. */
    protected abstract BackendProvider provider();

    /** How to open it: in float64, and where more than one read a scope is allowed. */
    protected OpenOptions options() {
        return OpenOptions.DEFAULT;
    }

    @TestFactory
    List<DynamicTest> reproducesPyTorchsFigures() {
        List<DynamicTest> tests = new ArrayList<>();
        GoldenFile file = GoldenReader.oneLayer();
        file.cells().forEach((name, figures) -> {
            tests.add(DynamicTest.dynamicTest(name + ": logits and final states, padded",
                    () -> with(file, name, figures, model -> forward(model, file, figures))));
            tests.add(DynamicTest.dynamicTest(name + ": three steps of Adam, padded",
                    () -> with(file, name, figures, model -> steps(model, figures, true, false))));
            tests.add(DynamicTest.dynamicTest(name + ": three steps of Adam, packed",
                    () -> with(file, name, figures, model -> steps(model, figures, false, false))));
            tests.add(DynamicTest.dynamicTest(name + ": three steps of Adam, packed, by definition",
                    () -> with(file, name, figures, model -> steps(model, figures, false, true))));
            tests.add(DynamicTest.dynamicTest(name + ": packed final states are the last real tokens'",
                    () -> with(file, name, figures, model -> packedStates(model, file))));
        });
        return tests;
    }

    private interface Check {
        void on(SmallModel model);
    }

    private void with(GoldenFile file, String name, GoldenFile.CellFigures figures, Check check) {
        Cell cell = SmallModel.cell(name).orElse(null);
        Assumptions.assumeTrue(cell != null, "there is no cell " + name + " on this path");
        if (cell == null) {
            return;
        }
        try (Backend backend = provider().open(options());
                SmallModel model = new SmallModel(backend, file, figures, cell)) {
            check.on(model);
        }
    }

    private static void forward(SmallModel model, GoldenFile file, GoldenFile.CellFigures figures) {
        PackedBatch batch = model.batcher().pad(model.items(), 0, model.items().length);
        int size = batch.size();
        int steps = batch.packing().steps();
        int vocabulary = file.vocabulary();
        double[] logits = new double[size * steps * vocabulary];
        double[] states = new double[size * file.hidden()];
        try (Scope scope = model.backend().openScope()) {
            TensorOps ops = model.backend().ops(scope);
            LanguageModel.Output output = model.model().forward(ops, model.parameters().values(), batch.tokens(),
                    batch.packing(), null);
            ops.read(output.logits(), logits, 0);
            double[] batchMajor = new double[logits.length];
            for (int t = 0; t < steps; t++) {
                for (int row = 0; row < size; row++) {
                    System.arraycopy(logits, (t * size + row) * vocabulary, batchMajor,
                            (batch.order(row) * steps + t) * vocabulary, vocabulary);
                }
            }
            Compare.close("logits", figures.logits().values(), batchMajor, Compare.tolerance(model.dtype()));
            for (int part = 0; part < figures.finalStates().size(); part++) {
                for (int layer = 0; layer < file.layers(); layer++) {
                    Tensor state = output.state().get(layer * figures.finalStates().size() + part);
                    ops.read(state, states, 0);
                    double[] expected = new double[states.length];
                    System.arraycopy(figures.finalStates().get(part).values(), layer * states.length, expected, 0,
                            states.length);
                    Compare.close("final state " + part, expected, states, Compare.tolerance(model.dtype()));
                }
            }
        }
    }

    private static void steps(SmallModel model, GoldenFile.CellFigures figures, boolean padded, boolean composed) {
        double tolerance = Compare.tolerance(model.dtype());
        for (int i = 0; i < figures.steps().size(); i++) {
            GoldenFile.Step expected = figures.steps().get(i);
            String what = "step " + (i + 1) + ", ";
            double[] loss = new double[1];
            PackedBatch batch = padded
                    ? model.batcher().pad(model.items(), 0, model.items().length)
                    : model.batcher().pack(model.items(), 0, model.items().length);
            try (Scope scope = model.backend().openScope()) {
                TensorOps ops = model.backend().ops(scope);
                TensorOps used = composed ? new ComposedOps(ops) : ops;
                ops.read(model.step().gradients(used, batch), loss, 0);
            }
            Compare.close(what + "loss", new double[] {expected.loss()}, loss, tolerance);
            Compare.close(what + "gradient of", expected.gradients(), model.gradients(), tolerance);
            try (Scope scope = model.backend().openScope()) {
                TensorOps ops = model.backend().ops(scope);
                model.adam().step(composed ? new ComposedOps(ops) : ops, model.parameters(), i + 1,
                        figures.learningRate());
            }
            Compare.close(what + "parameter", expected.parametersAfter(), model.values(), tolerance);
        }
    }

    /** Runs each name alone, without padding, and expects its final state among the packed batch's. */
    private static void packedStates(SmallModel model, GoldenFile file) {
        int hidden = file.hidden();
        double[][] alone = new double[model.items().length][hidden];
        for (int item : model.items()) {
            try (Scope scope = model.backend().openScope()) {
                TensorOps ops = model.backend().ops(scope);
                PackedBatch one = model.batcher().pack(model.items(), item, item + 1);
                ops.read(model.model().forward(ops, model.parameters().values(), one.tokens(), one.packing(), null)
                        .state().get(0), alone[item], 0);
            }
        }
        PackedBatch batch = model.batcher().pack(model.items(), 0, model.items().length);
        double[] packed = new double[batch.size() * hidden];
        try (Scope scope = model.backend().openScope()) {
            TensorOps ops = model.backend().ops(scope);
            ops.read(model.model().forward(ops, model.parameters().values(), batch.tokens(), batch.packing(), null)
                    .state().get(0), packed, 0);
        }
        for (int row = 0; row < batch.size(); row++) {
            double[] mine = new double[hidden];
            System.arraycopy(packed, row * hidden, mine, 0, hidden);
            Compare.close("final state of " + file.names().get(batch.order(row)), alone[batch.order(row)], mine,
                    Compare.tolerance(model.dtype()));
        }
    }
}
