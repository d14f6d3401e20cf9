package unroll.backend.pure.kernel;

/**
 * What a step of the gated recurrent unit does beside its product. With a the recurrent product and its bias:
 * r = sigmoid(x_r + a_r), z = sigmoid(x_z + a_z), n = tanh(x_n + r a_n), h = n + z (h_before - n).
 */
public final class GruStep {
    /** Gates r and z, and a_n. */
    public static final int PARTS = 3;

    private GruStep() {
    }

    /**
     * Tokens {@code from} to {@code to} of the packed batch.
     *
     * @param gates the recurrent product of each token, which becomes r, z and a_n
     * @param before where the state before is
     * @param back where its row for token {@code from} begins
     * @param candidate n of each token
     * @param y the state after
     */
    public static void forward(Projected x, float[] gates, float[] before, int back, float[] candidate, float[] y,
            int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int in = x.at(token, PARTS * hidden);
            int at = token * PARTS * hidden;
            Gates.sigmoid(x.source(), in, x.bias(), x.biasOffset(), gates, at, 2 * hidden);
            state(x.source(), in + 2 * hidden, x.bias(), x.biasOffset() + 2 * hidden, gates, at, before,
                    back + (token - from) * hidden, candidate, y, token * hidden, hidden, 0);
        }
    }

    /** n and h of one token from element {@code first} on. */
    public static void state(float[] source, int in, float[] bias, int biasAt, float[] gates, int at, float[] before,
            int back, float[] candidate, float[] y, int out, int hidden, int first) {
        int update = at + hidden;
        int recurrent = update + hidden;
        for (int j = first; j < hidden; j++) {
            float a = gates[recurrent + j] + bias[biasAt + j];
            float n = Tanh.of(source[in + j] + gates[at + j] * a);
            gates[recurrent + j] = a;
            candidate[out + j] = n;
            y[out + j] = n + gates[update + j] * (before[back + j] - n);
        }
    }

    /**
     * The gradients of tokens {@code from} to {@code to}.
     *
     * @param carry the gradient of h that comes from the step after other than by the product; becomes that of the
     *     state before; a row for each sequence, as dh
     * @param row where the rows of dh and carry for token {@code from} begin
     * @param gates r, z and a_n of each token
     * @param da the gradient of a
     * @param dx the gradient of x: another one only in the part n
     */
    public static void backward(Incoming flow, float[] carry, int row, float[] gates, float[] candidate,
            float[] before, int back, float[] da, float[] dx, int from, int to, int hidden) {
        for (int token = from; token < to; token++) {
            int step = (token - from) * hidden;
            gradients(flow.dy(), flow.dyOffset() + token * hidden, flow.dh(), carry, row + step, gates, candidate,
                    before, back + step, da, dx, token, hidden, 0);
        }
    }

    /** The gradients of one token from element {@code first} on. */
    public static void gradients(float[] dy, int in, float[] dh, float[] carry, int row, float[] gates,
            float[] candidate, float[] before, int back, float[] da, float[] dx, int token, int hidden, int first) {
        int reset = token * PARTS * hidden;
        int update = reset + hidden;
        int recurrent = update + hidden;
        int out = token * hidden;
        for (int j = first; j < hidden; j++) {
            float gradient = dy[in + j] + dh[row + j] + carry[row + j];
            float r = gates[reset + j];
            float z = gates[update + j];
            float n = candidate[out + j];
            float dn = gradient * (1 - z) * (1 - n * n);
            float dr = dn * gates[recurrent + j] * (r * (1 - r));
            float dz = gradient * (before[back + j] - n) * (z * (1 - z));
            carry[row + j] = gradient * z;
            da[reset + j] = dr;
            da[update + j] = dz;
            da[recurrent + j] = dn * r;
            dx[reset + j] = dr;
            dx[update + j] = dz;
            dx[recurrent + j] = dn;
        }
    }
}
