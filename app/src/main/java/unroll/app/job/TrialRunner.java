package unroll.app.job;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ModelFormatException;
import unroll.core.config.BackendChoice;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.config.RunConfig;
import unroll.core.experiment.ExperimentFolder;
import unroll.core.experiment.ExperimentRun;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialFigures;
import unroll.core.plugin.Installed;
import unroll.core.run.RunFolder;
import unroll.core.setup.Setup;
import unroll.core.train.EpochMetrics;
import unroll.core.train.TestMetrics;
import unroll.core.train.TrainingSettings;

/** Trains a trial as {@code train} would, in a folder of its own, from which it goes on where it was stopped. */
final class TrialRunner implements ExperimentRun.Runner {
    private static final int INTERRUPTED = 130;

    private final Surroundings surroundings;
    private final ExperimentFolder folder;
    private final @Nullable Double seconds;
    private final boolean oneThread;
    private final ExperimentObserver observer;
    private final SharedInterruption interruption = new SharedInterruption();

    /**
     * A runner.
     *
     * @param seconds of training after which a trial ends, or null for no such end
     * @param oneThread whether trials compute with one thread each, unless their settings say how many
     */
    TrialRunner(Surroundings surroundings, ExperimentFolder folder, @Nullable Double seconds, boolean oneThread,
            ExperimentObserver observer) {
        this.surroundings = surroundings.with(interruption);
        this.folder = folder;
        this.seconds = seconds;
        this.oneThread = oneThread;
        this.observer = observer;
    }

    @Override
    public @Nullable TrialFigures run(Trial trial, int epochs) {
        Path path = folder.run(trial);
        LayeredConfig settings = trial.settings();
        int last = Math.min(epochs, settings.runConfig().epochs());
        settings = settings.with(ConfigKey.EPOCHS, last, Origin.DEFAULT);
        if (oneThread && settings.backendChoice().threads() == 0) {
            settings = settings.with(ConfigKey.THREADS, 1, Origin.DEFAULT);
        }
        RunFolder before = begun(path);
        if (before == null || !isAtItsEnd(before, last)) {
            TrainingRequest request = before == null ? anew(path, settings) : goingOn(path, settings);
            TrainingOutcome outcome = new TrainingJob(surroundings, request, new TrialProgress(trial, observer))
                    .run(InputStream.nullInputStream());
            if (outcome instanceof StoppedTraining) {
                return null;
            }
        }
        return figures(RunFolder.open(path));
    }

    /** What a trial has saved before; null where that is nothing to go on from. */
    private @Nullable RunFolder begun(Path path) {
        if (!Files.isDirectory(path)) {
            return null;
        }
        try {
            RunFolder run = RunFolder.open(path);
            // How much of its time a trial has had is not saved.
            return run.hasLast() && (seconds == null || run.metrics().finished()) ? run : null;
        } catch (ModelFormatException e) {
            // Killed while it wrote the first files: it begins anew.
            return null;
        }
    }

    private static boolean isAtItsEnd(RunFolder run, int last) {
        int trained = run.metrics().epochs().size();
        // Patience may have ended it, be it after the last epoch that it was given so far.
        return run.metrics().test().map(test -> run.config().epochs() >= last || trained < run.config().epochs()
                || TrainingSettings.of(run.config()).withEpochs(last).isOver(trained, test.bestEpoch())).orElse(false);
    }

    private TrainingRequest anew(Path path, LayeredConfig settings) {
        RunConfig config = settings.runConfig();
        DataSource data = new DataSource(config.data().path());
        return new NewRun(config, data, settings.backendChoice(),
                new OutputFolder(path.toAbsolutePath().toString(), true, data.stem(surroundings)), Instruments.NONE,
                seconds);
    }

    private TrainingRequest goingOn(Path path, LayeredConfig settings) {
        BackendChoice backend = settings.backendChoice();
        LayeredConfig changes = LayeredConfig.EMPTY
                .with(ConfigKey.EPOCHS, settings.runConfig().epochs(), Origin.DEFAULT)
                .with(ConfigKey.THREADS, backend.threads(), Origin.DEFAULT);
        return new ContinuedRun(surroundings, path, changes, Instruments.NONE);
    }

    private TrialFigures figures(RunFolder run) {
        Installed installed = surroundings.installed().get();
        List<EpochMetrics> epochs = run.metrics().epochs();
        TestMetrics test = run.metrics().test()
                .orElseThrow(() -> new ModelFormatException(run.path() + " lacks the loss of the test split; remove "
                        + "the folder, and its trial is run again"));
        long parameters = Setup.model(run.config().model(),
                run.tokenizer(installed.tokenizers()).vocabularySize(), installed.cells()).parameterCount();
        EpochMetrics best = epochs.get(test.bestEpoch() - 1);
        return new TrialFigures(parameters, epochs.size(), test.bestEpoch(), best.trainLoss(), best.devLoss(),
                test.testLoss(), epochs.stream().mapToDouble(EpochMetrics::seconds).sum(),
                epochs.stream().mapToLong(EpochMetrics::tokens).sum());
    }

    @Override
    public void stop() {
        interruption.make(INTERRUPTED);
    }
}
