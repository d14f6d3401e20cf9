package unroll.backend.pure.kernel;

/** What a step of a recurrence of one gate does beside its product: h = f(x + W_hh h + b_hh). */
public final class ElmanStep {
    private ElmanStep() {
    }

    /** Tokens {@code from} to {@code to} of the packed batch, where y holds the recurrent product. */
    public static void forward(Activation f, Projected x, float[] y, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int in = x.at(token, hidden);
            switch (f) {
                case TANH -> Gates.tanh(x.source(), in, x.bias(), x.biasOffset(), y, token * hidden, hidden);
                case RELU -> Gates.relu(x.source(), in, x.bias(), x.biasOffset(), y, token * hidden, hidden);
            }
        }
    }

    /**
     * The gradient da before the function, by what it gave: (dy + dh) (1 - y y) of tanh, (dy + dh) where y > 0 of relu.
     *
     * @param back where the row of dh for token {@code from} begins
     */
    public static void backward(Activation f, Incoming flow, int back, float[] y, float[] da, int from, int to,
            int hidden) {
        int at = from * hidden;
        int n = to * hidden - at;
        switch (f) {
            case TANH -> ofTanh(flow.dy(), flow.dyOffset() + at, flow.dh(), back, y, da, at, n);
            case RELU -> ofRelu(flow.dy(), flow.dyOffset() + at, flow.dh(), back, y, da, at, n);
        }
    }

    /** da = (dy + dh) (1 - y y), n elements. */
    public static void ofTanh(float[] dy, int in, float[] dh, int back, float[] y, float[] da, int at, int n) {
        for (int i = 0; i < n; i++) {
            float state = y[at + i];
            da[at + i] = (dy[in + i] + dh[back + i]) * (1 - state * state);
        }
    }

    /** da = dy + dh where y > 0, else 0, n elements. */
    public static void ofRelu(float[] dy, int in, float[] dh, int back, float[] y, float[] da, int at, int n) {
        for (int i = 0; i < n; i++) {
            da[at + i] = y[at + i] > 0 ? dy[in + i] + dh[back + i] : 0;
        }
    }
}
