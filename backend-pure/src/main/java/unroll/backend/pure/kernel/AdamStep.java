package unroll.backend.pure.kernel;

/** The arithmetic of torch.optim.Adam, rounded as by the composition of primitives. */
public final class AdamStep {
    private AdamStep() {
    }

    /**
     * Elements {@code from} to {@code to} of four arrays, in place; one index for all, for the sake of vector code.
     *
     * @param stepSize lr / (1 - beta1^t)
     * @param correction 1 / sqrt(1 - beta2^t)
     */
    public static void update(float[] parameters, float[] gradients, float[] mean, float[] square, int from, int to,
            float beta1, float rest1, float beta2, float rest2, float epsilon, float stepSize, float correction) {
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float p = parameters[i];
            float m = beta1 * mean[i] + rest1 * g;
            float v = beta2 * square[i] + rest2 * (g * g);
            mean[i] = m;
            square[i] = v;
            parameters[i] = p - m / ((float) Math.sqrt(v) * correction + epsilon) * stepSize;
        }
    }
}
