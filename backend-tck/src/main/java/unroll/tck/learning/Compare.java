package unroll.tck.learning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;
import unroll.api.tensor.DType;
import unroll.core.nn.HostTensor;

/** Compares tensors by their largest difference, relative to the largest magnitude of the expected tensor. */
final class Compare {
    private static final double FLOAT64_TOLERANCE = 1e-10;
    private static final double FLOAT32_TOLERANCE = 1e-5;

    /** Of a tolerance, what rounding alone does not reach where almost the same is computed twice. */
    private static final double CHANGE = 0.1;

    private Compare() {
    }

    static double tolerance(DType dtype) {
        return dtype == DType.FLOAT64 ? FLOAT64_TOLERANCE : FLOAT32_TOLERANCE;
    }

    static void close(String what, double[] expected, double[] actual, double tolerance) {
        double magnitude = 0;
        double difference = 0;
        int worst = 0;
        for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
            double here = Math.abs(expected[i] - actual[i]);
            // once it is NaN it stays so
            if (here > difference || (Double.isNaN(here) && !Double.isNaN(difference))) {
                difference = here;
                worst = i;
            }
        }
        if (expected.length != actual.length || !(difference <= tolerance * magnitude)) {
            throw new AssertionFailedError(what + ": element " + worst + " of " + actual.length + " (expected "
                    + expected.length + ") differs by " + difference + ", more than " + tolerance
                    + " of the largest magnitude " + magnitude, expected[worst], actual[worst]);
        }
    }

    /** The opposite: some element differs by more than rounding could make it. */
    static void apart(String what, double[] before, double[] after, double tolerance) {
        double magnitude = 0;
        double difference = 0;
        for (int i = 0; i < before.length; i++) {
            magnitude = Math.max(magnitude, Math.abs(before[i]));
            difference = Math.max(difference, Math.abs(before[i] - after[i]));
        }
        if (!(difference > CHANGE * tolerance * magnitude)) {
            throw new AssertionFailedError(what + ": expected a change, found one of " + difference
                    + " where the largest magnitude is " + magnitude);
        }
    }

    static void close(String what, List<HostTensor> expected, List<HostTensor> actual, double tolerance) {
        Map<String, HostTensor> byName = new HashMap<>();
        actual.forEach(tensor -> byName.put(tensor.name(), tensor));
        for (HostTensor tensor : expected) {
            HostTensor found = byName.get(tensor.name());
            if (found == null || !found.shape().equals(tensor.shape())) {
                throw new AssertionFailedError(what + ": expected " + tensor + ", found " + found);
            }
            close(what + " " + tensor.name(), tensor.values(), found.values(), tolerance);
        }
    }
}
