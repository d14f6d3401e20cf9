package unroll.app.job;

import unroll.core.experiment.ExperimentFolder;
import unroll.core.experiment.ExperimentResult;

/**
 * How an experiment came out.
 *
 * @param folder where it was written
 * @param result what it has come to
 * @param exitCode with which the process is to end where it was stopped; 0 where it came to its end
 */
public record ExperimentOutcome(ExperimentFolder folder, ExperimentResult result, int exitCode) {
}
