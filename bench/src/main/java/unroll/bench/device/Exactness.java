package unroll.bench.device;

import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.core.plugin.Installed;

/** How far a backend's gradients are from those in float64. */
final class Exactness {
    private Exactness() {
    }

    /**
     * The largest difference of an element of all gradients, as a part of the largest magnitude.
     *
     * @param exact a backend in float64, which starts from the other's weights
     */
    static double of(Installed installed, Backend backend, Backend exact, LayerSize size) {
        try (LayerTraining training = new LayerTraining(installed, backend, DType.FLOAT32, size);
                LayerTraining reference = new LayerTraining(installed, exact, DType.FLOAT64, size)) {
            reference.startFrom(training);
            double[] actual = training.gradients();
            double[] expected = reference.gradients();
            double farthest = 0;
            double largest = 0;
            for (int i = 0; i < expected.length; i++) {
                double apart = Math.abs(actual[i] - expected[i]);
                // not a number is as wrong as can be
                farthest = apart <= farthest ? farthest : Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart;
                largest = Math.max(largest, Math.abs(expected[i]));
            }
            return farthest / largest;
        }
    }
}
