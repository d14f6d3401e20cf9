package unroll.app.job;

import unroll.core.train.EpochMetrics;
import unroll.core.train.TrainingStart;

/** Is told how a training job goes, for people to read. */
public interface TrainingObserver {
    /** The data deserves a remark; training goes on. */
    void warning(String message);

    /** Training is about to begin. */
    void started(TrainingPlan plan, TrainingStart start);

    /** An epoch is over and saved. */
    void epoch(EpochMetrics metrics);
}
