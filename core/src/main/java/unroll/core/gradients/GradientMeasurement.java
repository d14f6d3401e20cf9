package unroll.core.gradients;

import java.util.List;
import unroll.api.backend.ParameterBlock;
import unroll.api.nn.Cell;
import unroll.api.tensor.DType;
import unroll.core.float64.Float64Backend;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;

/**
 * What is known of a model's gradients over time at one moment of its training.
 *
 * @param stateSize numbers in the state
 * @param flow the size of the gradient by distance
 * @param matrices the recurrent matrices
 */
public record GradientMeasurement(int stateSize, GradientFlow flow, List<RecurrentMatrix> matrices) {
    /** Copies the list. */
    public GradientMeasurement {
        matrices = List.copyOf(matrices);
    }

    /**
     * Measures.
     *
     * @param cell the model's
     * @param weights the model's
     * @param sequences as of {@link FlowMeter#measure}
     * @param warmUp as there
     */
    public static GradientMeasurement of(LanguageModel model, Cell cell, List<HostTensor> weights, int[][] sequences,
            int warmUp) {
        try (StateJacobian jacobian = new StateJacobian(model, weights)) {
            return new GradientMeasurement(jacobian.size(), FlowMeter.measure(jacobian, sequences, warmUp),
                    RecurrentMatrix.of(cell, model.size(), weights));
        }
    }

    /** The weights that training with a seed begins with, rounded to float32 as it has them. */
    public static List<HostTensor> initialWeights(LanguageModel model, long seed) {
        try (Float64Backend backend = new Float64Backend()) {
            ParameterBlock block = backend.allocate(ParameterTransfer.layout(model.parameters()), DType.FLOAT32);
            ParameterTransfer.initialise(backend, model.parameters(), seed, block);
            return ParameterTransfer.read(backend, block);
        }
    }
}
