package unroll.app.job;

import unroll.core.train.EpochMetrics;
import unroll.core.train.TrainingStart;

/** Is told how a training job goes, for people to read. */
public interface TrainingObserver {
    /** The data or the backend deserves a remark, which other runs may share; training goes on. */
    void warning(String message);

    /** This run alone deserves a remark. */
    default void runWarning(String message) {
        warning(message);
    }

    /** Training is about to begin. */
    void started(TrainingPlan plan, TrainingStart start);

    /**
     * A batch has been trained on.
     *
     * @param epoch counted from 1
     * @param tokens of this epoch so far
     */
    void batch(int epoch, long tokens);

    /** The user wants training to stop, which it will after the step at hand. Called on any thread. */
    void stopping();

    /** An epoch is over and saved. */
    void epoch(EpochMetrics metrics);
}
