package unroll.tck.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.data.PackedBatch;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.AdamProvider;
import unroll.core.optim.Clipping;
import unroll.core.train.TrainingStep;

/**
 * A backend that declares {@link Capability#ASYNCHRONOUS} lets the host go on: a step of training waits not once, reading
 * its loss waits once. Nothing is asked of a backend that does not declare it.
 */
public abstract class StepWaitConformance extends LearningConformance {
    private static final Packing PACKING = Packing.of(4, 2, 2, 1);
    private static final Indices TOKENS = Indices.of(ModelCase.VOCABULARY, 3, 0, 5, 5, 8, 1, 2, 7, 4);
    private static final Indices TARGETS = Indices.of(ModelCase.VOCABULARY, 8, 1, 2, 7, 4, 3, 0, 5, 5);
    private static final int IGNORED = 0;
    private static final Shape SQUARE = Shape.of(2, 2);

    /** For the author's test class. */
    protected StepWaitConformance() {
    }

    /**
     * How often the host has waited for the device since the backend was opened: what the author has to count, if it is
     * asynchronous.
     *
     * @param backend one that the subject opened
     */
    protected abstract OptionalLong waits(Backend backend);

    @TestFactory
    final List<DynamicTest> trainsWithoutWaiting() {
        List<DynamicTest> checks = new ArrayList<>();
        if (declares(Capability.ASYNCHRONOUS)) {
            checks.add(check("a read waits once, an operation and sync as they should", this::primitives));
            for (ModelCase one : ModelCase.all()) {
                checks.add(check("a step of " + one.name(), () -> step(one.model(), OpsDecorator.NONE)));
                checks.add(check("a step of " + one.name() + ", by definition",
                        () -> step(one.model(), ComposedOps::new)));
            }
        }
        return checks;
    }

    private long count() {
        return waits(backend()).orElseThrow(() -> new AssertionFailedError(backend().name()
                + " declares ASYNCHRONOUS, and its test does not say how often it has waited: override waits"));
    }

    private void primitives() {
        double[] value = new double[4];
        try (Scope scope = backend().openScope()) {
            long before = count();
            TensorOps ops = backend().ops(scope);
            Tensor tensor = ops.full(SQUARE, dtype(), 2);
            Tensor product = ops.matmul(tensor, false, tensor, true);
            assertEquals(before, count(), "waits, when two operations have been asked for");
            ops.read(product, value, 0);
            assertEquals(before + 1, count(), "waits, when one tensor has been read");
            backend().sync();
            assertEquals(before + 2, count(), "waits, when sync has been called");
        }
    }

    private void step(LanguageModel model, OpsDecorator decorator) {
        Optimizer adam = new AdamProvider().create(Map.of());
        PackedBatch batch = new PackedBatch(TOKENS, TARGETS, PACKING, new int[] {0, 1, 2, 3}, TARGETS.length() - 1);
        try (Parameters parameters = new Parameters(backend(), ParameterTransfer.layout(model.parameters()), dtype(),
                adam.stateNames())) {
            ParameterTransfer.initialise(backend(), model.parameters(), 0, parameters.values());
            TrainingStep step = new TrainingStep(model, adam, parameters, new Clipping.Norm(1), IGNORED);
            for (int i = 1; i <= 2; i++) {
                long before = count();
                double[] loss = new double[1];
                try (Scope scope = backend().openScope()) {
                    TensorOps ops = backend().ops(scope);
                    Tensor result = step.run(decorator.decorate(ops), batch, i, 0.01);
                    assertEquals(before, count(), "waits of step " + i + ", before its loss is read");
                    ops.read(result, loss, 0);
                }
                assertEquals(before + 1, count(), "waits of step " + i);
            }
        }
    }
}
