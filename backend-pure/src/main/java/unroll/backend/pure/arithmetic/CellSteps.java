package unroll.backend.pure.arithmetic;

import unroll.backend.pure.kernel.Activation;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.kernel.Projected;

/**
 * What each recurrent cell does in a step beside its products, on tokens {@code from} to {@code to} of one step. Each
 * method is that of the kernel of the same name, in plain loops or in vectors.
 */
public interface CellSteps {
    /** {@link unroll.backend.pure.kernel.ElmanStep#forward}. */
    void elmanForward(Activation f, Projected x, float[] y, int from, int to, int hidden);

    /** {@link unroll.backend.pure.kernel.ElmanStep#backward}. */
    void elmanBackward(Activation f, Incoming flow, int back, float[] y, float[] da, int from, int to, int hidden);

    /** {@link unroll.backend.pure.kernel.GruStep#forward}. */
    void gruForward(Projected x, float[] gates, float[] before, int back, float[] candidate, float[] y, int from,
            int to, int hidden);

    /** {@link unroll.backend.pure.kernel.GruStep#backward}. */
    void gruBackward(Incoming flow, float[] carry, int row, float[] gates, float[] candidate, float[] before, int back,
            float[] da, float[] dx, int from, int to, int hidden);

    /** {@link unroll.backend.pure.kernel.LstmStep#forward}. */
    void lstmForward(Projected x, float[] gates, float[] before, int back, float[] cell, float[] squashed, float[] y,
            int from, int to, int hidden);

    /** {@link unroll.backend.pure.kernel.LstmStep#backward}. */
    void lstmBackward(Incoming flow, float[] carry, int row, float[] gates, float[] before, int back, float[] squashed,
            float[] da, int from, int to, int hidden);
}
