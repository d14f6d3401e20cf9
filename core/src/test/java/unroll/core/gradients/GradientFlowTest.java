package unroll.core.gradients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GradientFlowTest {
    private static GradientFlow flow(double... logs) {
        return new GradientFlow(logs, logs, logs, logs);
    }

    @Test
    void aGeometricSeriesDecaysByItsRatio() {
        double[] logs = new double[31];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = i * Math.log(0.8);
        }
        // the first, the identity, belongs to no step and does not count
        logs[0] = 5;
        assertEquals(0.8, flow(logs).decay(), 1e-12);
        assertEquals(30, flow(logs).steps());
        assertEquals(Math.pow(0.8, 10), flow(logs).spectral(10), 1e-12);
    }

    @Test
    void aGradientOfZeroIsLeftOutOfTheFit() {
        assertEquals(0.5, flow(0, Math.log(0.5), Math.log(0.25), Double.NEGATIVE_INFINITY).decay(), 1e-12);
        assertTrue(Double.isNaN(flow(0, -1, Double.NEGATIVE_INFINITY).decay()));
        assertEquals(0, flow(0, Double.NEGATIVE_INFINITY).spectral(1));
    }
}
