package unroll.core.cell;

import java.util.List;
import unroll.api.composite.Recurrence;
import unroll.api.nn.Cell;
import unroll.api.nn.Init;
import unroll.api.nn.Parameter;
import unroll.api.tensor.Shape;

/**
 * The first GRU. Its gates and its candidate multiply different vectors, so they have recurrent weights of their own;
 * names and initial distributions follow torch.nn.GRU otherwise.
 */
final class GruV1Cell implements Cell {
    @Override
    public Recurrence recurrence() {
        return GruV1Recurrence.GRU_V1;
    }

    @Override
    public Weights parameters(int layer, int inputSize, int hiddenSize) {
        Init drawn = Init.Uniform.fan(hiddenSize);
        String suffix = "_l" + layer;
        Parameter inputWeight = new Parameter("weight_ih" + suffix, Shape.of(3 * hiddenSize, inputSize), drawn);
        Parameter gateWeight = new Parameter("weight_hh" + suffix, Shape.of(2 * hiddenSize, hiddenSize), drawn);
        Parameter candidateWeight = new Parameter("weight_hn" + suffix, Shape.of(hiddenSize, hiddenSize), drawn);
        Parameter inputBias = new Parameter("bias_ih" + suffix, Shape.of(3 * hiddenSize), drawn);
        Parameter gateBias = new Parameter("bias_hh" + suffix, Shape.of(2 * hiddenSize), drawn);
        Parameter candidateBias = new Parameter("bias_hn" + suffix, Shape.of(hiddenSize), drawn);
        return new Weights(inputWeight, inputBias, List.of(gateWeight, gateBias, candidateWeight, candidateBias),
                List.of(inputWeight, gateWeight, candidateWeight, inputBias, gateBias, candidateBias));
    }
}
