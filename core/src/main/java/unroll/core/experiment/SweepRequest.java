package unroll.core.experiment;

import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.schedule.Schedules;

/**
 * What a user asks of a sweep.
 *
 * @param settings what all trials share
 * @param space what is searched
 * @param method how
 */
public record SweepRequest(LayeredConfig settings, SearchSpace space, SearchMethod method) {
    /**
     * Checks the method against the settings.
     *
     * @param complete what all trials share, complete
     * @throws UsageException if successive halving is asked of trials whose rates depend on the number of epochs, or that
     *     number is searched
     */
    public void check(LayeredConfig complete) {
        if (!(method instanceof SearchMethod.Halving halving)) {
            return;
        }
        if (space.keys().contains(ConfigKey.EPOCHS.key())) {
            throw new UsageException(space.origin().nameOf(ConfigKey.EPOCHS)
                    + ": method halving decides how long a trial is trained; leave it out");
        }
        if (halving.minEpochs() > complete.runConfig().epochs()) {
            throw new UsageException("min_epochs, " + halving.minEpochs() + ", is above "
                    + complete.nameOf(ConfigKey.EPOCHS) + ", " + complete.runConfig().epochs() + "; lower it");
        }
        for (Trial trial : space.trials(method, complete)) {
            String schedule = trial.settings().runConfig().optimizer().schedule().name();
            if (Schedules.followsEpochs(schedule)) {
                throw new UsageException(trial.settings().nameOf(ConfigKey.SCHEDULE) + ": schedule " + schedule
                        + " runs over all epochs, which method halving does not know beforehand; choose another");
            }
        }
    }
}
