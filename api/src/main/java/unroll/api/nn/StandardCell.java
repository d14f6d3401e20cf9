package unroll.api.nn;

import java.util.List;
import java.util.Map;
import unroll.api.composite.Recurrence;
import unroll.api.error.TensorTooLargeException;
import unroll.api.tensor.Shape;

/**
 * A cell with the parameters of torch.nn's recurrent layers: {@code weight_ih_l0} [gates * hidden_size, input_size],
 * {@code weight_hh_l0} [gates * hidden_size, hidden_size], {@code bias_ih_l0} and {@code bias_hh_l0}
 * [gates * hidden_size], {@code l1} for the second layer and so on. All are drawn from [-1/sqrt(hidden_size),
 * 1/sqrt(hidden_size)). The recurrence gets weight_hh and bias_hh.
 *
 * @param recurrence the formula of a step
 * @param gateBias by a gate's number, from 0: what its two biases add up to at first, in place of being drawn (bias_ih
 *     has it, bias_hh zero). For LSTM's forget gate a 1 keeps memory open early in training (Jozefowicz et al., 2015).
 */
public record StandardCell(Recurrence recurrence, Map<Integer, Double> gateBias) implements Cell {
    /** All biases drawn. */
    public StandardCell(Recurrence recurrence) {
        this(recurrence, Map.of());
    }

    /** Copies the map. */
    public StandardCell {
        gateBias = Map.copyOf(gateBias);
    }

    @Override
    public Weights parameters(int layer, int inputSize, int hiddenSize) {
        int width = width(hiddenSize);
        Init drawn = Init.Uniform.fan(hiddenSize);
        Init inputBiasInit = drawn;
        Init hiddenBiasInit = drawn;
        for (Map.Entry<Integer, Double> gate : gateBias.entrySet()) {
            int from = gate.getKey() * hiddenSize;
            inputBiasInit = new Init.Section(inputBiasInit, from, from + hiddenSize, gate.getValue());
            hiddenBiasInit = new Init.Section(hiddenBiasInit, from, from + hiddenSize, 0);
        }
        String suffix = "_l" + layer;
        Parameter inputWeight = new Parameter("weight_ih" + suffix, Shape.of(width, inputSize), drawn);
        Parameter hiddenWeight = new Parameter("weight_hh" + suffix, Shape.of(width, hiddenSize), drawn);
        Parameter inputBias = new Parameter("bias_ih" + suffix, Shape.of(width), inputBiasInit);
        Parameter hiddenBias = new Parameter("bias_hh" + suffix, Shape.of(width), hiddenBiasInit);
        return new Weights(inputWeight, inputBias, List.of(hiddenWeight, hiddenBias),
                List.of(inputWeight, hiddenWeight, inputBias, hiddenBias));
    }

    private int width(int hiddenSize) {
        long width = (long) recurrence.gates() * hiddenSize;
        if (width > Integer.MAX_VALUE) {
            throw new TensorTooLargeException("a layer's gates hold at most 2^31-1 elements, found "
                    + recurrence.gates() + " x " + hiddenSize);
        }
        return (int) width;
    }
}
