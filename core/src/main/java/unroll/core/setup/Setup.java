package unroll.core.setup;

import unroll.api.error.ResourceException;
import unroll.api.error.TensorTooLargeException;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.api.optim.Optimizer;
import unroll.core.config.Choice;
import unroll.core.config.ModelConfig;
import unroll.core.config.OptimizerConfig;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.plugin.Cells;
import unroll.core.plugin.Optimizers;
import unroll.core.schedule.ScheduleChoice;

/** What a configuration names, made. The same for training, sampling and everything else that needs the model of a run. */
public final class Setup {
    private Setup() {
    }

    /**
     * The cell.
     *
     * @throws UsageException if there is no such cell, or it refuses an option
     */
    public static Cell cell(Choice choice, Cells cells) {
        return cells.create(choice.name(), choice.options());
    }

    /**
     * The model, described: its weights are apart.
     *
     * @param vocabularySize number of tokens, special ones included
     * @throws UsageException if there is no such cell, it refuses an option, or it does not do so many layers
     * @throws ResourceException if a tensor of it would have more elements than can be counted
     */
    public static LanguageModel model(ModelConfig config, int vocabularySize, Cells cells) {
        try {
            return describe(config, vocabularySize, cell(config.cell(), cells));
        } catch (TensorTooLargeException e) {
            throw new ResourceException("a model with a hidden state of " + config.hiddenSize() + ", an embedding of "
                    + config.embeddingWidth() + " and " + vocabularySize + " tokens is too large: " + e.getMessage(),
                    e);
        }
    }

    static LanguageModel describe(ModelConfig config, int vocabularySize, Cell cell) {
        return new LanguageModel(
                new ModelSize(vocabularySize, config.embeddingWidth(), config.hiddenSize(), config.layers()),
                new ModelOptions(config.dropout(), config.tieWeights(), config.learnedState()), cell);
    }

    /**
     * The optimiser, with the weight decay among its options.
     *
     * @throws UsageException if there is no such optimiser, or it refuses an option
     */
    public static Optimizer optimizer(OptimizerConfig config, Optimizers optimizers) {
        return optimizers.create(config.optimizer().name(), config.optimizerOptions());
    }

    static ScheduleChoice schedule(OptimizerConfig config) {
        return new ScheduleChoice(config.schedule().name(), config.schedule().options());
    }
}
