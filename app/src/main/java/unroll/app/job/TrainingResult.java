package unroll.app.job;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.core.ops.Profile;
import unroll.core.train.Overfitting;
import unroll.core.train.TestMetrics;

/**
 * What a training run gives.
 *
 * @param folder where it was written
 * @param model what was trained
 * @param test the test split's loss
 * @param bestDevLoss the lowest dev loss, in nats per token
 * @param epochs how many were trained
 * @param planned how many there were to be; patience may have ended it before
 * @param seconds wall time of training, evaluation and saving
 * @param samples what the best model invents
 * @param overfitting where train and dev have parted, or null where they have not
 * @param operations times of the operations, the most expensive first; empty unless they were taken
 */
public record TrainingResult(Path folder, ModelSummary model, TestMetrics test, double bestDevLoss, int epochs,
        int planned, double seconds,
        List<String> samples, @Nullable Overfitting overfitting, List<Profile.Entry> operations)
        implements
            TrainingOutcome {
    /** Copies the lists. */
    public TrainingResult {
        samples = List.copyOf(samples);
        operations = List.copyOf(operations);
    }
}
