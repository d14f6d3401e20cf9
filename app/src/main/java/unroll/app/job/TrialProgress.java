package unroll.app.job;

import unroll.core.experiment.Trial;
import unroll.core.train.EpochMetrics;
import unroll.core.train.TrainingStart;

/** Tells of one trial's training as of a part of an experiment. */
final class TrialProgress implements TrainingObserver {
    private final Trial trial;
    private final ExperimentObserver observer;
    private long tokensOfEpoch;
    private long told;

    TrialProgress(Trial trial, ExperimentObserver observer) {
        this.trial = trial;
        this.observer = observer;
    }

    @Override
    public void warning(String message) {
        observer.warning(message);
    }

    @Override
    public void runWarning(String message) {
        observer.warning(trial, message);
    }

    @Override
    public void started(TrainingPlan plan, TrainingStart start) {
        tokensOfEpoch = start.trainTokens();
        told = start.finishedEpochs() * tokensOfEpoch + start.finishedTokens();
    }

    @Override
    public void batch(int epoch, long tokens) {
        long now = (epoch - 1) * tokensOfEpoch + tokens;
        observer.trained(now - told);
        told = now;
    }

    @Override
    public void stopping() {
        // The experiment says so once, for all.
    }

    @Override
    public void epoch(EpochMetrics metrics) {
        // A line an epoch would be one of hundreds.
    }
}
