package unroll.backend.pure.kernel;

/**
 * The arithmetic of torch.optim.RMSprop on elements {@code from} to {@code to}, in place, rounded as by the composition
 * of primitives. A loop for each of its forms, with one index for all arrays: C2 makes vectors of these.
 *
 * @param alpha decay of the running means
 * @param rest 1 - alpha
 * @param epsilon added to the denominator
 */
public record RmspropStep(float alpha, float rest, float epsilon) {
    private float mean(float before, float now) {
        return alpha * before + rest * now;
    }

    private float direction(float gradient, float variance) {
        return gradient / ((float) Math.sqrt(variance) + epsilon);
    }

    /** Where rounding makes it negative it counts as 0. */
    private static float variance(float square, float mean) {
        return Math.max(0, square - mean * mean);
    }

    /** Along the gradient over the root of its mean square. */
    public void plain(float[] parameters, float[] gradients, float[] square, int from, int to, float rate) {
        for (int i = from; i < to; i++) {
            float p = parameters[i];
            float g = gradients[i];
            float v = mean(square[i], g * g);
            square[i] = v;
            parameters[i] = p - direction(g, v) * rate;
        }
    }

    /** Along a buffer, momentum times itself and that direction. */
    public void momentum(float[] parameters, float[] gradients, float[] square, float[] buffer, int from, int to,
            float rate, float momentum) {
        for (int i = from; i < to; i++) {
            float p = parameters[i];
            float g = gradients[i];
            float v = mean(square[i], g * g);
            float b = momentum * buffer[i] + direction(g, v);
            square[i] = v;
            buffer[i] = b;
            parameters[i] = p - b * rate;
        }
    }

    /** Along the gradient over the root of its variance. */
    public void centered(float[] parameters, float[] gradients, float[] square, float[] mean, int from, int to,
            float rate) {
        for (int i = from; i < to; i++) {
            float p = parameters[i];
            float g = gradients[i];
            float v = mean(square[i], g * g);
            float m = mean(mean[i], g);
            square[i] = v;
            mean[i] = m;
            parameters[i] = p - direction(g, variance(v, m)) * rate;
        }
    }

    /** Both. */
    public void centeredMomentum(float[] parameters, float[] gradients, float[] square, float[] buffer, float[] mean,
            int from, int to, float rate, float momentum) {
        for (int i = from; i < to; i++) {
            float p = parameters[i];
            float g = gradients[i];
            float v = mean(square[i], g * g);
            float m = mean(mean[i], g);
            float b = momentum * buffer[i] + direction(g, variance(v, m));
            square[i] = v;
            mean[i] = m;
            buffer[i] = b;
            parameters[i] = p - b * rate;
        }
    }
}
