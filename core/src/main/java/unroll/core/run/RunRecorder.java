package unroll.core.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.RunConfig;
import unroll.core.train.EpochMetrics;
import unroll.core.train.GradientNorms;
import unroll.core.train.Snapshot;
import unroll.core.train.TestMetrics;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingStart;

/**
 * Writes a run's folder while it trains. The folder is made when training starts and not before, so that a command that
 * fails earlier leaves nothing behind and moves nothing aside.
 *
 * <p>After each epoch come the best weights, then the line of metrics, then {@code last/}. Whatever a crash leaves,
 * training goes on from {@code last/} and writes again what is newer than that.
 */
public final class RunRecorder implements TrainingListener {
    private final Supplier<RunFolder> begin;
    private final long seed;
    private @Nullable RunFolder folder;
    private @Nullable GradientNorms norms;

    private RunRecorder(Supplier<RunFolder> begin, long seed) {
        this.begin = begin;
        this.seed = seed;
    }

    /**
     * A recorder of a new run.
     *
     * @param folders makes the folder; asked once
     * @param config the run's settings
     * @param backend the backend in use
     * @param tokenizer the tokenizer in use
     * @param provenance where the model comes from
     */
    public RunRecorder(Supplier<RunFolder> folders, RunConfig config, BackendChoice backend, Tokenizer tokenizer,
            Provenance provenance) {
        this(() -> {
            RunFolder folder = folders.get();
            folder.writeConfig(config, backend);
            folder.writeTokenizer(tokenizer);
            folder.writeProvenance(provenance);
            return folder;
        }, config.seed());
    }

    /**
     * A recorder of a run that goes on.
     *
     * @param folder its folder
     * @param config its settings from now on
     * @param backend the backend from now on
     * @param from what it goes on from
     */
    public static RunRecorder goingOn(RunFolder folder, RunConfig config, BackendChoice backend, LastState from) {
        return new RunRecorder(() -> {
            folder.tidy();
            folder.metrics().cutBack(from.epoch());
            folder.samples().cutBack(from.epoch());
            folder.writeConfig(config, backend);
            return folder;
        }, config.seed());
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
        folder = begin.get();
    }

    @Override
    public void gradientNorms(GradientNorms taken) {
        norms = taken;
    }

    @Override
    public void epoch(EpochMetrics metrics, Snapshot snapshot) {
        LastState state = LastState.of(snapshot, seed);
        if (metrics.best()) {
            folder().writeModel(state.weights());
        }
        folder().metrics().epoch(metrics, norms);
        norms = null;
        folder().writeLast(state);
    }

    @Override
    public void stopped(Snapshot snapshot) {
        folder().writeLast(LastState.of(snapshot, seed));
    }

    @Override
    public void finished(TestMetrics metrics) {
        folder().metrics().test(metrics);
    }
}
