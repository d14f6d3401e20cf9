package unroll.tck.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.tensor.DType;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.OpsDecorator;

/**
 * A hundred batches of training with each cell: every loss is the reference backend's, with kernels, and at first by
 * definition too.
 */
public abstract class CurveConformance extends LearningConformance {
    private static final double FLOAT64_TOLERANCE = 1e-9;
    private static final double FLOAT32_TOLERANCE = 1e-4;
    private static final int EARLY = 10;
    private static final double EARLY_TOLERANCE = 1e-5;

    /** For the author's test class. */
    protected CurveConformance() {
    }

    /** How far a loss may be from the reference's, in nats per token. */
    protected double tolerance() {
        return dtype() == DType.FLOAT64 ? FLOAT64_TOLERANCE : FLOAT32_TOLERANCE;
    }

    @TestFactory
    final List<DynamicTest> followsTheReferencesCurve() {
        List<DynamicTest> checks = new ArrayList<>();
        for (LossCurve curve : LossCurve.all()) {
            checks.add(check("curve of " + curve.name(), () -> follows(curve)));
        }
        return checks;
    }

    private void follows(LossCurve curve) throws IOException {
        double[] expected = StoredCurve.read(curve);
        // the first few before the many: a backend that is wrong is told soon
        double[] early = curve.run(backend(), dtype(), OpsDecorator.NONE, EARLY);
        near("loss of batch", expected, early, EARLY, tolerance());
        double[] composed = curve.run(backend(), dtype(), ComposedOps::new, EARLY);
        near("loss by definition of batch", early, composed, EARLY, EARLY_TOLERANCE);
        double[] all = curve.run(backend(), dtype(), OpsDecorator.NONE, LossCurve.BATCHES);
        near("loss of batch", expected, all, LossCurve.BATCHES, tolerance());
    }

    private static void near(String what, double[] expected, double[] actual, int count, double tolerance) {
        for (int i = 0; i < count; i++) {
            assertEquals(expected[i], actual[i], tolerance, what + " " + (i + 1));
        }
    }
}
