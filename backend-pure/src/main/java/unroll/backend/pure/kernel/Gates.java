package unroll.backend.pure.kernel;

/**
 * n gates of one token: a function of source + (gate + bias), where {@code gates} holds the recurrent product and then
 * the result.
 */
public final class Gates {
    private Gates() {
    }

    /** The sigmoid. */
    public static void sigmoid(float[] source, int in, float[] bias, int biasAt, float[] gates, int at, int n) {
        for (int j = 0; j < n; j++) {
            gates[at + j] = Sigmoid.of(source[in + j] + (gates[at + j] + bias[biasAt + j]));
        }
    }

    /** The hyperbolic tangent. */
    public static void tanh(float[] source, int in, float[] bias, int biasAt, float[] gates, int at, int n) {
        for (int j = 0; j < n; j++) {
            gates[at + j] = Tanh.of(source[in + j] + (gates[at + j] + bias[biasAt + j]));
        }
    }

    /** max(0, x); NaN for NaN. */
    public static void relu(float[] source, int in, float[] bias, int biasAt, float[] gates, int at, int n) {
        for (int j = 0; j < n; j++) {
            float x = source[in + j] + (gates[at + j] + bias[biasAt + j]);
            gates[at + j] = x <= 0 ? 0 : x;
        }
    }
}
