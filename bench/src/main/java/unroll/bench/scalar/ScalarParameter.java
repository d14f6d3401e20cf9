package unroll.bench.scalar;

import java.util.Arrays;
import unroll.bench.job.Weight;

/** A parameter with its gradient and Adam's state. */
final class ScalarParameter {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    final float[] values;
    final float[] gradients;
    private final float[] mean;
    private final float[] square;

    ScalarParameter(Weight weight) {
        values = weight.values().clone();
        gradients = new float[values.length];
        mean = new float[values.length];
        square = new float[values.length];
    }

    void clear() {
        Arrays.fill(gradients, 0);
    }

    /** PyTorch's formula. */
    void adam(double learningRate, int step) {
        float rate = (float) (learningRate / (1 - Math.pow(BETA1, step)));
        float correction = (float) Math.sqrt(1 - Math.pow(BETA2, step));
        for (int i = 0; i < values.length; i++) {
            float g = gradients[i];
            mean[i] = BETA1 * mean[i] + (1 - BETA1) * g;
            square[i] = BETA2 * square[i] + (1 - BETA2) * g * g;
            values[i] -= rate * mean[i] / ((float) Math.sqrt(square[i]) / correction + EPSILON);
        }
    }
}
