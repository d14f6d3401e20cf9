package unroll.core.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.RunConfig;
import unroll.core.train.EpochMetrics;
import unroll.core.train.Snapshot;
import unroll.core.train.TestMetrics;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingStart;

/**
 * Writes a run's folder while it trains. The folder is made when training starts and not before, so that a command that
 * fails earlier leaves nothing behind and moves nothing aside.
 *
 * <p>After each epoch the weights are written before the line of metrics: what the metrics tell of is on the disk.
 */
public final class RunRecorder implements TrainingListener {
    private final Supplier<RunFolder> folders;
    private final RunConfig config;
    private final BackendChoice backend;
    private final Tokenizer tokenizer;
    private final Provenance provenance;
    private @Nullable RunFolder folder;

    /**
     * A recorder of one run.
     *
     * @param folders makes the folder; asked once
     * @param config the run's settings
     * @param backend the backend in use
     * @param tokenizer the tokenizer in use
     * @param provenance where the model comes from
     */
    public RunRecorder(Supplier<RunFolder> folders, RunConfig config, BackendChoice backend, Tokenizer tokenizer,
            Provenance provenance) {
        this.folders = folders;
        this.config = config;
        this.backend = backend;
        this.tokenizer = tokenizer;
        this.provenance = provenance;
    }

    /**
     * The run's folder.
     *
     * @throws IllegalStateException before training has started
     */
    public RunFolder folder() {
        if (folder == null) {
            throw new IllegalStateException("the folder of a run is made when training starts");
        }
        return folder;
    }

    @Override
    public void started(TrainingStart start) {
        folder = folders.get();
        folder.writeConfig(config, backend);
        folder.writeTokenizer(tokenizer);
        folder.writeProvenance(provenance);
    }

    @Override
    public void epoch(EpochMetrics metrics, Snapshot snapshot) {
        var weights = snapshot.weights();
        if (metrics.best()) {
            folder().writeModel(weights);
        }
        folder().writeLast(new LastState(weights, snapshot.optimizerState(), snapshot.step(), metrics.epoch(),
                snapshot.bestEpoch(), snapshot.bestDevLoss(), config.seed()));
        folder().metrics().epoch(metrics);
    }

    @Override
    public void finished(TestMetrics metrics) {
        folder().metrics().test(metrics);
    }
}
