package unroll.tck.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Capability;
import unroll.api.backend.OpenOptions;
import unroll.api.tensor.DType;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.OpsDecorator;

/**
 * Three hundred batches of the lecture's job: the loss of each is the reference backend's within 1e-3, with kernels and
 * by definition, and the two within 1e-5 of each other at first. Extend it and name the provider.
 */
public abstract class CurveConformance {
    private static final int BATCHES = 300;
    private static final double TOLERANCE = 1e-3;
    private static final int EARLY = 50;
    private static final double EARLY_TOLERANCE = 1e-5;
    private static final long SEED = 0;

    /** For the author's test class. */
    protected CurveConformance() {
    }

    /** The backend to be tested. */
    protected abstract BackendProvider provider();

    /** How far a loss may be from the reference's, in nats per token. */
    protected double tolerance() {
        return TOLERANCE;
    }

    /** The reference backend's losses in float64. */
    public static double[] stored() throws IOException {
        double[] losses = new double[BATCHES];
        try (InputStream in = CurveConformance.class.getResourceAsStream("notebook-curve.txt")) {
            if (in == null) {
                throw new IllegalStateException("the kit's jar lacks its resource notebook-curve.txt");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (int i = 0; i < BATCHES; i++) {
                losses[i] = Double.parseDouble(reader.readLine());
            }
        }
        return losses;
    }

    @Test
    void followsTheReferencesCurve() throws IOException {
        double[] expected = stored();
        double[] fused = run(OpsDecorator.NONE, BATCHES);
        near("loss of batch", expected, fused, BATCHES, tolerance());
        double[] composed = run(ComposedOps::new, EARLY);
        near("loss by definition of batch", fused, composed, EARLY, EARLY_TOLERANCE);
    }

    private double[] run(OpsDecorator decorator, int batches) {
        try (Backend backend = provider().open(OpenOptions.DEFAULT)) {
            DType dtype = backend.capabilities().contains(Capability.FLOAT64) ? DType.FLOAT64 : DType.FLOAT32;
            return LossCurve.run(backend, dtype, decorator, SEED, batches);
        }
    }

    private static void near(String what, double[] expected, double[] actual, int count, double tolerance) {
        for (int i = 0; i < count; i++) {
            assertEquals(expected[i], actual[i], tolerance, what + " " + (i + 1));
        }
    }
}
