package unroll.core.cell;

import java.util.List;
import unroll.api.composite.Recurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.api.nn.Init;
import unroll.api.nn.Parameter;
import unroll.api.tensor.Shape;

/**
 * The cell that the lecture writes by hand: h_t = tanh(Wh h_{t-1} + Wx x_t), two linear layers with a bias each. The
 * names are those of its two fields.
 */
public final class NotebookCell implements Cell {
    /** The lecture's cell. */
    public NotebookCell() {
    }

    @Override
    public Recurrence recurrence() {
        return TanhRecurrence.TANH;
    }

    @Override
    public Weights parameters(int layer, int inputSize, int hiddenSize) {
        if (layer > 0) {
            throw new UsageException("cell notebook has one layer, as in the lecture, found a layer number "
                    + (layer + 1) + "; choose another cell, such as rnn, for more");
        }
        Parameter hiddenWeight = new Parameter("Wh.weight", Shape.of(hiddenSize, hiddenSize),
                Init.Uniform.fan(hiddenSize));
        Parameter hiddenBias = new Parameter("Wh.bias", Shape.of(hiddenSize), Init.Uniform.fan(hiddenSize));
        Parameter inputWeight = new Parameter("Wx.weight", Shape.of(hiddenSize, inputSize),
                Init.Uniform.fan(inputSize));
        Parameter inputBias = new Parameter("Wx.bias", Shape.of(hiddenSize), Init.Uniform.fan(inputSize));
        return new Weights(inputWeight, inputBias, List.of(hiddenWeight, hiddenBias),
                List.of(hiddenWeight, hiddenBias, inputWeight, inputBias));
    }
}
