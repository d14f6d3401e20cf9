package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** The steps of an LSTM layer, whose arrays stay until the layer has put them together. */
final class LstmSteps {
    final PtNDArray[] gates;
    final PtNDArray[] candidates;
    final PtNDArray[] outputs;
    final PtNDArray[] cells;
    final PtNDArray[] tanhs;
    final PtNDArray[] states;
    private final Temporaries temporaries;
    private final long[] parts;
    private final long[] halves;

    LstmSteps(Temporaries temporaries, int steps, int hidden) {
        this.temporaries = temporaries;
        this.parts = new long[] {2L * hidden, hidden, hidden};
        this.halves = new long[] {hidden, hidden};
        this.gates = new PtNDArray[steps];
        this.candidates = new PtNDArray[steps];
        this.outputs = new PtNDArray[steps];
        this.cells = new PtNDArray[steps];
        this.tanhs = new PtNDArray[steps];
        this.states = new PtNDArray[steps];
    }

    /**
     * Computes step t.
     *
     * @param sum what the gates are taken of, [rows, 4 hidden_size]
     * @param before c before the step, [rows, hidden_size]
     */
    void compute(int t, PtNDArray sum, PtNDArray before) {
        PtNDArray[] sums = temporaries.keep(JniUtils.split(sum, parts, 1));
        gates[t] = temporaries.keep(JniUtils.sigmoid(sums[0]));
        candidates[t] = temporaries.keep(JniUtils.tanh(sums[1]));
        outputs[t] = temporaries.keep(JniUtils.sigmoid(sums[2]));
        PtNDArray[] both = temporaries.keep(JniUtils.split(gates[t], halves, 1));
        cells[t] = temporaries.keep(JniUtils.mul(both[1], before));
        try (PtNDArray more = JniUtils.mul(both[0], candidates[t])) {
            JniUtils.addi(cells[t], more);
        }
        tanhs[t] = temporaries.keep(JniUtils.tanh(cells[t]));
        states[t] = temporaries.keep(JniUtils.mul(outputs[t], tanhs[t]));
    }
}
