package unroll.tck.learning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.composite.ClipGradNorm;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.data.PackedBatch;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.OpsDecorator;
import unroll.tck.golden.GoldenFile;

/**
 * PyTorch's own figures, reproduced: logits, loss, gradients, final states and some steps of Adam, on the padded and on
 * the packed path, with kernels and by definition. To 1e-10 of a tensor's largest magnitude where the backend has
 * float64, else to 1e-5. The system property {@value #FILES_PROPERTY} names further files of the same form.
 */
public abstract class GoldenConformance extends LearningConformance {
    /** The system property with further files, commas between them. */
    public static final String FILES_PROPERTY = "unroll.golden";

    /** For the author's test class. */
    protected GoldenConformance() {
    }

    @TestFactory
    final List<DynamicTest> reproducesPyTorchsFigures() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (GoldenFile file : GoldenFiles.all(System.getProperty(FILES_PROPERTY, ""))) {
            file.cells().forEach((cell, figures) -> add(tests, file, cell, figures));
        }
        return tests;
    }

    private void add(List<DynamicTest> tests, GoldenFile file, String cell, GoldenFile.CellFigures figures) {
        String name = file.source() + ", " + cell + ": ";
        if (figures.logits() != null || !figures.finalStates().isEmpty()) {
            tests.add(check(name + "logits and final states, padded",
                    () -> with(file, cell, figures, model -> forward(model, file, figures))));
        }
        tests.add(check(name + "steps of Adam, padded", () -> with(file, cell, figures,
                model -> steps(model, figures, model.padded(), OpsDecorator.NONE))));
        tests.add(check(name + "steps of Adam, packed", () -> with(file, cell, figures,
                model -> steps(model, figures, model.packed(), OpsDecorator.NONE))));
        tests.add(check(name + "steps of Adam, packed, by definition", () -> with(file, cell, figures,
                model -> steps(model, figures, model.packed(), ComposedOps::new))));
        tests.add(check(name + "packed final states are the last real tokens'",
                () -> with(file, cell, figures, model -> packedStates(model, file))));
    }

    private interface Check {
        void on(GoldenModel model);
    }

    private void with(GoldenFile file, String cell, GoldenFile.CellFigures figures, Check check) {
        try (GoldenModel model = new GoldenModel(backend(), dtype(), file, figures, InstalledCells.named(cell))) {
            check.on(model);
        }
    }

    private void forward(GoldenModel model, GoldenFile file, GoldenFile.CellFigures figures) {
        int size = file.x().length;
        int parts = figures.finalStates().size();
        int vocabulary = file.vocabulary();
        PackedBatch batch = model.padded();
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            LanguageModel.Output output = forward(ops, model, batch);
            HostTensor expected = figures.logits();
            if (expected != null) {
                double[] logits = new double[batch.packing().total() * vocabulary];
                ops.read(output.logits(), logits, 0);
                double[] batchMajor = new double[logits.length];
                int steps = batch.packing().steps();
                for (int row = 0; row < size * steps; row++) {
                    System.arraycopy(logits, (row % steps * size + row / steps) * vocabulary, batchMajor,
                            row * vocabulary, vocabulary);
                }
                Compare.close("logits", expected.values(), batchMajor, Compare.tolerance(dtype()));
            }
            for (int i = 0; i < parts * file.layers(); i++) {
                double[] state = new double[size * file.hidden()];
                double[] wanted = new double[state.length];
                ops.read(output.state().get(i), state, 0);
                System.arraycopy(figures.finalStates().get(i % parts).values(), i / parts * state.length, wanted, 0,
                        state.length);
                Compare.close("final state " + i % parts + " of layer " + i / parts, wanted, state,
                        Compare.tolerance(dtype()));
            }
        }
    }

    private static LanguageModel.Output forward(TensorOps ops, GoldenModel model, PackedBatch batch) {
        return model.model().forward(ops, model.parameters().values(), batch.tokens(), batch.packing(), null);
    }

    private void steps(GoldenModel model, GoldenFile.CellFigures figures, PackedBatch batch, OpsDecorator decorator) {
        double tolerance = Compare.tolerance(dtype());
        for (int i = 0; i < figures.steps().size(); i++) {
            GoldenFile.Step expected = figures.steps().get(i);
            String what = "step " + (i + 1) + ", ";
            double[] loss = new double[1];
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                ops.read(model.step().gradients(decorator.decorate(ops), batch), loss, 0);
            }
            Compare.close(what + "loss", new double[] {expected.loss()}, loss, tolerance);
            Compare.close(what + "gradient of", expected.gradients(), model.gradients(), tolerance);
            if (expected.gradNorm() != null) {
                Compare.close(what + "norm of the gradients", new double[] {expected.gradNorm()},
                        new double[] {norm(model.parameters().gradients().flat(), decorator)}, tolerance);
            }
            try (Scope scope = backend().openScope()) {
                TensorOps ops = decorator.decorate(backend().ops(scope));
                model.step().run(ops, batch, i + 1, figures.learningRate());
            }
            Compare.close(what + "parameter", expected.parametersAfter(), model.values(), tolerance);
        }
    }

    private double norm(Tensor gradients, OpsDecorator decorator) {
        double[] norm = new double[1];
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            ops.read(decorator.decorate(ops).apply(ClipGradNorm.CLIP_GRAD_NORM, new ClipGradNorm.MaxNorm(1),
                    Tensors.of(gradients)).get(1), norm, 0);
        }
        return norm[0];
    }

    /** Runs each row alone, without padding, and expects its final states among the packed batch's. */
    private void packedStates(GoldenModel model, GoldenFile file) {
        int hidden = file.hidden();
        PackedBatch batch = model.packed();
        double[][] packed = states(model, batch);
        for (int row = 0; row < batch.size(); row++) {
            double[][] alone = states(model, model.packed(batch.order(row)));
            for (int part = 0; part < packed.length; part++) {
                double[] mine = new double[hidden];
                System.arraycopy(packed[part], row * hidden, mine, 0, hidden);
                Compare.close("final state " + part + " of " + file.names().get(batch.order(row)), alone[part], mine,
                        Compare.tolerance(dtype()));
            }
        }
    }

    private double[][] states(GoldenModel model, PackedBatch batch) {
        double[][] states = new double[model.model().stateParts()][];
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors state = forward(ops, model, batch).state();
            for (int part = 0; part < states.length; part++) {
                states[part] = new double[state.get(part).shape().size()];
                ops.read(state.get(part), states[part], 0);
            }
        }
        return states;
    }
}
