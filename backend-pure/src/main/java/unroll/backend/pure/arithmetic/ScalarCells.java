package unroll.backend.pure.arithmetic;

import unroll.backend.pure.kernel.Activation;
import unroll.backend.pure.kernel.ElmanStep;
import unroll.backend.pure.kernel.GruStep;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.kernel.LstmStep;
import unroll.backend.pure.kernel.Projected;

/** The steps in plain loops. */
final class ScalarCells implements CellSteps {
    @Override
    public void elmanForward(Activation f, Projected x, float[] y, int from, int to, int hidden) {
        ElmanStep.forward(f, x, y, from, to, hidden);
    }

    @Override
    public void elmanBackward(Activation f, Incoming flow, int back, float[] y, float[] da, int from, int to,
            int hidden) {
        ElmanStep.backward(f, flow, back, y, da, from, to, hidden);
    }

    @Override
    public void gruForward(Projected x, float[] gates, float[] before, int back, float[] candidate, float[] y,
            int from, int to, int hidden) {
        GruStep.forward(x, gates, before, back, candidate, y, from, to, hidden);
    }

    @Override
    public void gruBackward(Incoming flow, float[] carry, int row, float[] gates, float[] candidate, float[] before,
            int back, float[] da, float[] dx, int from, int to, int hidden) {
        GruStep.backward(flow, carry, row, gates, candidate, before, back, da, dx, from, to, hidden);
    }

    @Override
    public void lstmForward(Projected x, float[] gates, float[] before, int back, float[] cell, float[] squashed,
            float[] y, int from, int to, int hidden) {
        LstmStep.forward(x, gates, before, back, cell, squashed, y, from, to, hidden);
    }

    @Override
    public void lstmBackward(Incoming flow, float[] carry, int row, float[] gates, float[] before, int back,
            float[] squashed, float[] da, int from, int to, int hidden) {
        LstmStep.backward(flow, carry, row, gates, before, back, squashed, da, from, to, hidden);
    }
}
