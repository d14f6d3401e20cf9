package unroll.app.job;

import unroll.core.config.BackendChoice;
import unroll.core.config.RunConfig;

/**
 * A training run that is asked for.
 *
 * @param config its settings
 * @param data where the items come from
 * @param backend what computes
 * @param output where it is written
 * @param instruments what looks on
 */
public record TrainingRequest(RunConfig config, DataSource data, BackendChoice backend, OutputFolder output,
        Instruments instruments) {
}
