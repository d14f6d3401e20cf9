package unroll.app.job;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import unroll.api.error.DataException;
import unroll.api.error.UnrollException;
import unroll.core.config.BackendChoice;
import unroll.core.config.RunConfig;
import unroll.core.data.Split;
import unroll.core.data.TokenSequences;
import unroll.core.ops.OpsDecorator;
import unroll.core.run.RunFolder;
import unroll.core.setup.SavedModel;
import unroll.core.text.ItemIndex;
import unroll.core.text.Lines;
import unroll.core.train.Evaluator;
import unroll.core.train.LossSum;

/**
 * Measures the loss of a run's best model.
 *
 * @param run folder of the run
 * @param backend what computes
 * @param data another text, or null for the run's own
 * @param split which items, or null for the dev split of the run's own data and all items of another text
 */
public record EvaluationJob(Path run, BackendChoice backend, @Nullable DataSource data, @Nullable SplitName split) {
    /**
     * Does it.
     *
     * @param in standard input
     * @param warnings gets what deserves a remark
     * @throws DataException if no item is left, or the run's own data has changed
     */
    public EvaluationResult run(Surroundings surroundings, InputStream in, Consumer<String> warnings) {
        RunFolder folder = RunFolder.open(run);
        RunConfig config = folder.config();
        Lines lines = data == null ? RunData.read(folder, surroundings) : data.read(surroundings, in);
        SplitName part = split != null ? split : data == null ? SplitName.DEV : SplitName.ALL;
        List<String> items = part.of(lines.items(), config.data().splitSeed());
        if (items.isEmpty()) {
            throw new DataException("the " + part + " split of " + lines.source() + " is empty: it has "
                    + lines.items().size() + " lines; use --split all");
        }
        boolean own = RunData.isOf(folder, lines);
        if (!own && part != SplitName.ALL) {
            warnings.accept(lines.source() + " is not what the run was trained on: its " + part
                    + " split may hold items that were trained on");
        }
        ItemIndex trained = own ? trainItems(lines, config) : trainItems(folder, surroundings, warnings);
        try (SavedModel saved = new SavedModel(folder, surroundings.installed().get(), backend)) {
            saved.backend().notices().forEach(warnings);
            TokenSequences sequences = TokenSequences.of(items, saved.tokenizer());
            Evaluator evaluator = new Evaluator(saved.backend(), saved.model(), OpsDecorator.NONE);
            LossSum all = evaluator.evaluate(saved.weights(), sequences, config.batchSize());
            LossSum seen = null;
            LossSum unseen = null;
            if (trained != null) {
                ItemIndex known = trained;
                seen = evaluator.evaluate(saved.weights(), sequences, IntStream.range(0, items.size())
                        .filter(i -> known.contains(items.get(i))).toArray(), config.batchSize());
                unseen = evaluator.evaluate(saved.weights(), sequences, IntStream.range(0, items.size())
                        .filter(i -> !known.contains(items.get(i))).toArray(), config.batchSize());
            }
            return new EvaluationResult(run, summary(saved), lines.source(), part, all, seen, unseen);
        }
    }

    private static ModelSummary summary(SavedModel saved) {
        return new ModelSummary(saved.config(), saved.tokenizer().vocabularySize(), saved.model().parameterCount());
    }

    private static ItemIndex trainItems(Lines lines, RunConfig config) {
        return new ItemIndex(Split.of(lines.items(), config.data().splitSeed()).train());
    }

    private static @Nullable ItemIndex trainItems(RunFolder folder, Surroundings surroundings,
            Consumer<String> warnings) {
        try {
            return trainItems(RunData.read(folder, surroundings), folder.config());
        } catch (UnrollException e) {
            // The loss that was asked for needs none of this.
            warnings.accept("which items were seen in training is not known: " + e.getMessage());
            return null;
        }
    }
}
