package unroll.tck.golden;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.core.nn.HostTensor;

/**
 * One file of figures: a small model of each cell, its batch, and some steps of Adam, all in float64.
 *
 * @param about where the figures come from
 * @param vocabulary number of tokens
 * @param names the batch as text
 * @param x the padded inputs, a row a name
 * @param y the padded targets
 * @param pad the padding token
 * @param hidden hidden_size, also the width of the embedding
 * @param layers number of recurrent layers
 * @param cells the figures by cell
 */
public record GoldenFile(String about, int vocabulary, List<String> names, int[][] x, int[][] y, int pad, int hidden,
        int layers, Map<String, CellFigures> cells) {

    /**
     * The figures of one cell.
     *
     * @param parameters before the first step
     * @param learningRate Adam's
     * @param clipGradNorm bound on the norm of the gradients, or null
     * @param logits of the first step, [batch, time, vocabulary]
     * @param finalStates of the first step, after the PAD steps, part by part, [layers, batch, hidden]
     * @param steps the steps of Adam
     */
    public record CellFigures(List<HostTensor> parameters, double learningRate, @Nullable Double clipGradNorm,
            HostTensor logits, List<HostTensor> finalStates, List<Step> steps) {
        /** Copies the lists. */
        public CellFigures {
            parameters = List.copyOf(parameters);
            finalStates = List.copyOf(finalStates);
            steps = List.copyOf(steps);
        }
    }

    /**
     * One step.
     *
     * @param loss mean over the tokens that are not PAD, before the step
     * @param gradients of the loss
     * @param parametersAfter after the step
     */
    public record Step(double loss, List<HostTensor> gradients, List<HostTensor> parametersAfter) {
        /** Copies the lists. */
        public Step {
            gradients = List.copyOf(gradients);
            parametersAfter = List.copyOf(parametersAfter);
        }
    }
}
