package unroll.core.tensorboard;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import unroll.core.train.EpochMetrics;
import unroll.core.train.GradientNorms;
import unroll.core.train.Snapshot;
import unroll.core.train.TestMetrics;
import unroll.core.train.TrainingListener;

/** Writes what metrics.jsonl has as event files, over the optimiser's steps. */
public final class EventWriter implements TrainingListener {
    private final Supplier<Path> folder;
    private final Clock clock;
    private @Nullable EventFile file;
    private long lastStep;

    /**
     * A writer.
     *
     * @param folder asked for when the first line is due
     * @param clock the time of events
     */
    public EventWriter(Supplier<Path> folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    private EventFile file() {
        if (file == null) {
            file = new EventFile(folder.get(), clock);
        }
        return file;
    }

    @Override
    public void gradientNorms(GradientNorms norms) {
        for (int i = 0; i < norms.parameters().size(); i++) {
            for (int at = 0; at < norms.steps().length; at++) {
                file().scalar(norms.steps()[at], "gradient_norm/" + norms.parameters().get(i), norms.norms()[i][at]);
            }
        }
    }

    @Override
    public void epoch(EpochMetrics metrics, Snapshot snapshot) {
        lastStep = snapshot.step();
        file().scalar(lastStep, "loss/train", metrics.trainLoss());
        file().scalar(lastStep, "loss/dev", metrics.devLoss());
        file().scalar(lastStep, "learning_rate", metrics.learningRate());
        file().scalar(lastStep, "tokens_per_second", metrics.tokensPerSecond());
        file().scalar(lastStep, "epoch", metrics.epoch());
    }

    @Override
    public void finished(TestMetrics metrics) {
        file().scalar(lastStep, "loss/test", metrics.testLoss());
    }
}
