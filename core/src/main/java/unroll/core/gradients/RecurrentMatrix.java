package unroll.core.gradients;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.Recurrence;
import unroll.api.nn.Cell;
import unroll.api.nn.Parameter;
import unroll.api.tensor.Shape;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;

/**
 * The matrix by which a state enters the next one, or the part of it that belongs to a gate.
 *
 * @param name the parameter's, with the gate's: {@code rnn.weight_hh_l0 f}
 * @param spectralRadius the largest absolute value of its eigenvalues
 * @param largestSingularValue the most that it stretches a vector, never below the radius
 */
public record RecurrentMatrix(String name, double spectralRadius, double largestSingularValue) {
    /**
     * Those of a model: of every layer, each recurrent weight of as many columns as the state is wide, cut into squares.
     * None where a cell has no recurrent product.
     *
     * @param weights of the model, in any order
     */
    public static List<RecurrentMatrix> of(Cell cell, ModelSize size, List<HostTensor> weights) {
        Map<String, HostTensor> byName = new HashMap<>();
        weights.forEach(tensor -> byName.put(tensor.name(), tensor));
        List<RecurrentMatrix> matrices = new ArrayList<>();
        int width = size.hiddenSize();
        for (int layer = 0; layer < size.layers(); layer++) {
            int input = layer == 0 ? size.embeddingSize() : width;
            for (Parameter parameter : cell.parameters(layer, input, width).recurrent()) {
                HostTensor tensor = byName.get(LanguageModel.RECURRENT + "." + parameter.name());
                if (tensor != null && isOfSquares(tensor.shape(), width)) {
                    addSquares(matrices, tensor, width, cell.recurrence());
                }
            }
        }
        return matrices;
    }

    private static boolean isOfSquares(Shape shape, int width) {
        return shape.rank() == 2 && shape.dim(1) == width && shape.dim(0) % width == 0;
    }

    private static void addSquares(List<RecurrentMatrix> matrices, HostTensor tensor, int width,
            Recurrence recurrence) {
        int squares = tensor.shape().dim(0) / width;
        for (int i = 0; i < squares; i++) {
            DMatrixRMaj square = DMatrixRMaj.wrap(width, width,
                    Arrays.copyOfRange(tensor.values(), i * width * width, (i + 1) * width * width));
            matrices.add(new RecurrentMatrix(tensor.name() + (squares == 1 ? "" : " " + gate(recurrence, i)),
                    MatrixFigures.spectralRadius(square), MatrixFigures.largestSingularValue(square)));
        }
    }

    /** Gates as PyTorch orders them; of other cells, numbers from 1. */
    private static String gate(Recurrence recurrence, int index) {
        return switch (recurrence) {
            case GruRecurrence gru -> String.valueOf("rzn".charAt(index));
            case LstmRecurrence lstm -> String.valueOf("ifgo".charAt(index));
            default -> String.valueOf(index + 1);
        };
    }
}
