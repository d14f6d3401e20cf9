package unroll.core.experiment;

import java.util.List;

/** What an experiment has come to so far. */
public sealed interface ExperimentResult permits ComparisonResult, SweepResult {
    /** What became of the trials that have ended. */
    List<TrialOutcome> outcomes();

    /** Trials that have not ended. */
    int missing();
}
