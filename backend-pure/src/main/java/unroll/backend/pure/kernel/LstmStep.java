package unroll.backend.pure.kernel;

/**
 * What a step of the long short-term memory does beside its product. With a = x + W_hh h + b_hh: i = sigmoid(a_i),
 * f = sigmoid(a_f), g = tanh(a_g), o = sigmoid(a_o), c = f c_before + i g, h = o tanh(c).
 */
public final class LstmStep {
    /** Gates i, f and o, and the candidate g. */
    public static final int PARTS = 4;

    private LstmStep() {
    }

    /**
     * Tokens {@code from} to {@code to} of the packed batch.
     *
     * @param gates the recurrent product of each token, which becomes i, f, g and o
     * @param before where c before is
     * @param back where its row for token {@code from} begins
     * @param cell c of each token
     * @param squashed tanh(c) of each token
     * @param y h of each token
     */
    public static void forward(Projected x, float[] gates, float[] before, int back, float[] cell, float[] squashed,
            float[] y, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int in = x.at(token, PARTS * hidden);
            int at = token * PARTS * hidden;
            int bias = x.biasOffset();
            Gates.sigmoid(x.source(), in, x.bias(), bias, gates, at, 2 * hidden);
            Gates.tanh(x.source(), in + 2 * hidden, x.bias(), bias + 2 * hidden, gates, at + 2 * hidden, hidden);
            Gates.sigmoid(x.source(), in + 3 * hidden, x.bias(), bias + 3 * hidden, gates, at + 3 * hidden, hidden);
            state(gates, before, back + (token - from) * hidden, cell, squashed, y, token, hidden, 0);
        }
    }

    /** c and h of one token from element {@code first} on. */
    public static void state(float[] gates, float[] before, int back, float[] cell, float[] squashed, float[] y,
            int token, int hidden, int first) {
        int input = token * PARTS * hidden;
        int forget = input + hidden;
        int candidate = forget + hidden;
        int output = candidate + hidden;
        int out = token * hidden;
        for (int j = first; j < hidden; j++) {
            float c = gates[forget + j] * before[back + j] + gates[input + j] * gates[candidate + j];
            float s = Tanh.of(c);
            cell[out + j] = c;
            squashed[out + j] = s;
            y[out + j] = gates[output + j] * s;
        }
    }

    /**
     * The gradients of tokens {@code from} to {@code to}.
     *
     * @param carry the gradient of c from the step after, which becomes that of c before; a row for each sequence, as
     *     dh
     * @param row where the rows of dh and carry for token {@code from} begin
     * @param da the gradient of a
     */
    public static void backward(Incoming flow, float[] carry, int row, float[] gates, float[] before, int back,
            float[] squashed, float[] da, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int step = (token - from) * hidden;
            gradients(flow.dy(), flow.dyOffset() + token * hidden, flow.dh(), carry, row + step, gates, before,
                    back + step, squashed, da, token, hidden, 0);
        }
    }

    /** The gradients of one token from element {@code first} on. */
    public static void gradients(float[] dy, int in, float[] dh, float[] carry, int row, float[] gates,
            float[] before, int back, float[] squashed, float[] da, int token, int hidden, int first) {
        int input = token * PARTS * hidden;
        int forget = input + hidden;
        int candidate = forget + hidden;
        int output = candidate + hidden;
        int out = token * hidden;
        for (int j = first; j < hidden; j++) {
            float gradient = dy[in + j] + dh[row + j];
            float i = gates[input + j];
            float f = gates[forget + j];
            float g = gates[candidate + j];
            float o = gates[output + j];
            float s = squashed[out + j];
            float dc = gradient * o * (1 - s * s) + carry[row + j];
            carry[row + j] = dc * f;
            da[input + j] = dc * g * (i * (1 - i));
            da[forget + j] = dc * before[back + j] * (f * (1 - f));
            da[candidate + j] = dc * i * (1 - g * g);
            da[output + j] = gradient * s * (o * (1 - o));
        }
    }
}
