package unroll.tck.golden;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.AdamUpdate;
import unroll.core.nn.HostTensor;

/**
 * One file of figures: a small model of each cell, its batch, and some steps of Adam, all in float64.
 *
 * @param source the file's name
 * @param about where the figures come from; empty if it does not say
 * @param vocabulary number of tokens
 * @param names the batch as text, a name a row
 * @param x the padded inputs, a row a name, all of one length
 * @param y the padded targets
 * @param pad the padding token, which the loss ignores, or null for none
 * @param embedding width of the embedding
 * @param hidden hidden_size
 * @param layers number of recurrent layers
 * @param cells the figures by cell
 */
public record GoldenFile(String source, String about, int vocabulary, List<String> names, int[][] x, int[][] y,
        @Nullable Integer pad, int embedding, int hidden, int layers, Map<String, CellFigures> cells) {

    /** The number of tokens of a row without the padding at its end. */
    public int length(int row) {
        int length = y[row].length;
        while (pad != null && length > 0 && y[row][length - 1] == pad) {
            length--;
        }
        return length;
    }

    /**
     * The figures of one cell.
     *
     * @param parameters before the first step
     * @param learningRate Adam's
     * @param constants Adam's others
     * @param clipGradNorm bound on the norm of the gradients, or null
     * @param logits of the first step, [batch, time, vocabulary], or null if the file has none
     * @param finalStates of the first step, after the PAD steps, part by part, [layers, batch, hidden]; empty if the
     *     file has none
     * @param steps the steps of Adam
     */
    public record CellFigures(List<HostTensor> parameters, double learningRate, AdamUpdate.Constants constants,
            @Nullable Double clipGradNorm, @Nullable HostTensor logits, List<HostTensor> finalStates,
            List<Step> steps) {
        /** Copies the lists. */
        public CellFigures {
            parameters = List.copyOf(parameters);
            finalStates = List.copyOf(finalStates);
            steps = List.copyOf(steps);
        }

        /** Whether there is a parameter of that name. */
        public boolean has(String parameter) {
            return parameters.stream().anyMatch(tensor -> tensor.name().equals(parameter));
        }
    }

    /**
     * One step.
     *
     * @param loss mean over the tokens that are not PAD, before the step
     * @param gradients of the loss, before they are clipped
     * @param gradNorm the norm of all of them, or null if the file does not say
     * @param parametersAfter after the step
     */
    public record Step(double loss, List<HostTensor> gradients, @Nullable Double gradNorm,
            List<HostTensor> parametersAfter) {
        /** Copies the lists. */
        public Step {
            gradients = List.copyOf(gradients);
            parametersAfter = List.copyOf(parametersAfter);
        }
    }
}
