package unroll.backend.pure.kernel;

/** The arithmetic of torch.optim.Adagrad, rounded as by the composition of primitives; one index for all arrays. */
public final class AdagradStep {
    private AdagradStep() {
    }

    /** Elements {@code from} to {@code to}, in place. */
    public static void update(float[] parameters, float[] gradients, float[] sum, int from, int to, float epsilon,
            float rate) {
        for (int i = from; i < to; i++) {
            float p = parameters[i];
            float g = gradients[i];
            float s = sum[i] + g * g;
            sum[i] = s;
            parameters[i] = p - g / ((float) Math.sqrt(s) + epsilon) * rate;
        }
    }
}
