package unroll.bench.scalar;

import unroll.bench.job.Job;
import unroll.bench.job.PaddedBatch;
import unroll.bench.peer.Peer;

/**
 * The lecture's model, one sequence at a time: h_t = tanh(W_x e_t + b_x + W_h h_{t-1} + b_h), logits W_o h_t + b_o, softmax
 * and cross-entropy, backward through time, Adam by PyTorch's formula. Padding is never computed.
 */
public final class ScalarPeer implements Peer {
    private final int hidden;
    private final int vocabulary;
    private final ScalarParameter embedding;
    private final ScalarParameter wh;
    private final ScalarParameter bh;
    private final ScalarParameter wx;
    private final ScalarParameter bx;
    private final ScalarParameter wo;
    private final ScalarParameter bo;
    private final ScalarParameter[] all;
    private final double learningRate;
    private int step;

    /** The model of a job, whose cell is the lecture's. */
    public ScalarPeer(Job job) {
        hidden = job.hidden();
        vocabulary = job.vocabulary();
        learningRate = job.learningRate();
        embedding = new ScalarParameter(job.weight("embedding.weight"));
        wh = new ScalarParameter(job.weight("rnn.Wh.weight"));
        bh = new ScalarParameter(job.weight("rnn.Wh.bias"));
        wx = new ScalarParameter(job.weight("rnn.Wx.weight"));
        bx = new ScalarParameter(job.weight("rnn.Wx.bias"));
        wo = new ScalarParameter(job.weight("output.weight"));
        bo = new ScalarParameter(job.weight("output.bias"));
        all = new ScalarParameter[] {embedding, wh, bh, wx, bx, wo, bo};
    }

    @Override
    public String version() {
        return "plain loops, JDK " + Runtime.version().feature();
    }

    @Override
    public double train(PaddedBatch batch) {
        for (ScalarParameter parameter : all) {
            parameter.clear();
        }
        double nats = 0;
        for (int row = 0; row < batch.rows(); row++) {
            nats += sequence(batch, row, true);
        }
        step++;
        for (ScalarParameter parameter : all) {
            parameter.adam(learningRate, step);
        }
        return nats / batch.tokens();
    }

    @Override
    public double evaluate(PaddedBatch batch) {
        double nats = 0;
        for (int row = 0; row < batch.rows(); row++) {
            nats += sequence(batch, row, false);
        }
        return nats / batch.tokens();
    }

    /** Nats of a sequence; adds its part of the gradients of the batch's mean. */
    private double sequence(PaddedBatch batch, int row, boolean training) {
        int length = 0;
        while (length < batch.steps() && batch.mask()[length * batch.rows() + row] != 0) {
            length++;
        }
        int[] in = new int[length];
        int[] target = new int[length];
        for (int t = 0; t < length; t++) {
            in[t] = (int) batch.inputs()[t * batch.rows() + row];
            target[t] = (int) batch.targets()[t * batch.rows() + row];
        }
        float[][] h = new float[length + 1][hidden];
        float[][] p = new float[length][vocabulary];
        double nats = 0;
        for (int t = 0; t < length; t++) {
            step(in[t], h[t], h[t + 1]);
            nats += softmax(h[t + 1], p[t], target[t]);
        }
        if (training) {
            backward(in, target, h, p, 1f / batch.tokens());
        }
        return nats;
    }

    private void step(int token, float[] before, float[] after) {
        for (int i = 0; i < hidden; i++) {
            float sum = bx.values[i] + bh.values[i];
            for (int j = 0; j < hidden; j++) {
                sum += wx.values[i * hidden + j] * embedding.values[token * hidden + j]
                        + wh.values[i * hidden + j] * before[j];
            }
            after[i] = (float) Math.tanh(sum);
        }
    }

    private double softmax(float[] h, float[] p, int target) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int v = 0; v < vocabulary; v++) {
            float sum = bo.values[v];
            for (int j = 0; j < hidden; j++) {
                sum += wo.values[v * hidden + j] * h[j];
            }
            p[v] = sum;
            largest = Math.max(largest, sum);
        }
        float total = 0;
        for (int v = 0; v < vocabulary; v++) {
            p[v] = (float) Math.exp(p[v] - largest);
            total += p[v];
        }
        for (int v = 0; v < vocabulary; v++) {
            p[v] /= total;
        }
        return -Math.log(p[target]);
    }

    private void backward(int[] in, int[] target, float[][] h, float[][] p, float weight) {
        float[] dh = new float[hidden];
        float[] da = new float[hidden];
        for (int t = in.length - 1; t >= 0; t--) {
            float[] state = h[t + 1];
            for (int v = 0; v < vocabulary; v++) {
                float d = weight * (p[t][v] - (v == target[t] ? 1 : 0));
                bo.gradients[v] += d;
                for (int j = 0; j < hidden; j++) {
                    wo.gradients[v * hidden + j] += d * state[j];
                    dh[j] += d * wo.values[v * hidden + j];
                }
            }
            for (int i = 0; i < hidden; i++) {
                da[i] = dh[i] * (1 - state[i] * state[i]);
                dh[i] = 0;
            }
            int token = in[t] * hidden;
            for (int i = 0; i < hidden; i++) {
                float d = da[i];
                bx.gradients[i] += d;
                bh.gradients[i] += d;
                for (int j = 0; j < hidden; j++) {
                    int at = i * hidden + j;
                    wx.gradients[at] += d * embedding.values[token + j];
                    embedding.gradients[token + j] += d * wx.values[at];
                    wh.gradients[at] += d * h[t][j];
                    dh[j] += d * wh.values[at];
                }
            }
        }
    }

    @Override
    public void close() {
        // arrays alone
    }
}
