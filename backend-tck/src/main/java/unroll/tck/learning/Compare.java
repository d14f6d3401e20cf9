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

    private Compare() {
    }

    static double tolerance(DType dtype) {
        return dtype == DType.FLOAT64 ? FLOAT64_TOLERANCE : FLOAT32_TOLERANCE;
    }

    static void close(String what, double[] expected, double[] actual, double tolerance) {
        double magnitude = 0;
        double difference = 0;
        int worst = 0;
        for (int i = 0; i < expected.length; i++) {
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
            double here = Math.abs(expected[i] - actual[i]);
            if (!(here <= difference)) {
                difference = here;
                worst = i;
            }
        }
        if (expected.length != actual.length || !(difference <= tolerance * magnitude)) {
            throw new AssertionFailedError(what + ": element " + worst + " of " + actual.length + " differs by "
                    + difference + ", more than " + tolerance + " of the largest magnitude " + magnitude,
                    expected[worst], actual[worst]);
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
