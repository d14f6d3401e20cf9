package unroll.app.job;

import java.nio.file.Path;
import unroll.core.experiment.ExperimentPlan;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialOutcome;

/** Is told how an experiment goes, for people to read. All but {@link #stopping} are called by several threads. */
public interface ExperimentObserver {
    /** Something deserves a remark, be it that several trials find it: it is told once. */
    void warning(String message);

    /** A trial deserves a remark of its own. */
    void warning(Trial trial, String message);

    /**
     * It begins, or goes on.
     *
     * @param plan what is to be tried
     * @param folder where
     * @param ended trials that have ended before
     * @param atOnce trials at work at a time
     * @param tokens to train on in all trials, as far as that is known; else 0
     */
    void started(ExperimentPlan plan, Path folder, int ended, int atOnce, long tokens);

    /** Some trial has been trained on so many tokens more. */
    void trained(long tokens);

    /**
     * A trial has ended in a round.
     *
     * @param left trials of the round that have not
     */
    void ended(TrialOutcome outcome, int left);

    /** The user wants the experiment to stop, which it will after the steps at hand. Called on any thread. */
    void stopping();
}
