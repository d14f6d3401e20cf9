package unroll.app.job;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import unroll.core.train.LossSum;

/**
 * What an evaluation gives.
 *
 * @param run folder of the run
 * @param model what was measured
 * @param source name of the text
 * @param split which of its items
 * @param all the loss of all of them
 * @param seen the loss of those that, letter by letter, are among the items trained on; null if these are not known
 * @param unseen the loss of the others; null likewise
 */
public record EvaluationResult(Path run, ModelSummary model, String source, SplitName split, LossSum all,
        @Nullable LossSum seen,
        @Nullable LossSum unseen) {
}
