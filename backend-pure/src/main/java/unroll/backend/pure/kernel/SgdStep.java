package unroll.backend.pure.kernel;

/** The arithmetic of torch.optim.SGD, rounded as by the composition of primitives; one index for all arrays. */
public final class SgdStep {
    private SgdStep() {
    }

    /** Elements {@code from} to {@code to}, in place: along the gradient. */
    public static void plain(float[] parameters, float[] gradients, int from, int to, float rate) {
        for (int i = from; i < to; i++) {
            parameters[i] = parameters[i] - gradients[i] * rate;
        }
    }

    /** Along the buffer, momentum times itself and gain times the gradient. */
    public static void momentum(float[] parameters, float[] gradients, float[] buffer, int from, int to, float rate,
            float gain, float momentum) {
        for (int i = from; i < to; i++) {
            float p = parameters[i];
            float b = momentum * buffer[i] + gain * gradients[i];
            buffer[i] = b;
            parameters[i] = p - b * rate;
        }
    }

    /** Along the gradient and momentum times the buffer. */
    public static void nesterov(float[] parameters, float[] gradients, float[] buffer, int from, int to, float rate,
            float gain, float momentum) {
        for (int i = from; i < to; i++) {
            float p = parameters[i];
            float g = gradients[i];
            float b = momentum * buffer[i] + gain * g;
            buffer[i] = b;
            parameters[i] = p - (g + momentum * b) * rate;
        }
    }
}
