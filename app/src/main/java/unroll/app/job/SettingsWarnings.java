package unroll.app.job;

import java.util.List;
import unroll.core.config.RunConfig;
import unroll.core.schedule.ScheduleChoice;
import unroll.core.schedule.Schedules;

/** What is allowed in settings but seldom meant. */
final class SettingsWarnings {
    private SettingsWarnings() {
    }

    /** The warnings, each a sentence. */
    static List<String> of(RunConfig config) {
        Integer patience = config.patience();
        String schedule = config.optimizer().schedule().name();
        int waits = Schedules.epochsWithoutProgress(new ScheduleChoice(schedule,
                config.optimizer().schedule().options()));
        return patience == null || patience > waits || waits == 0
                ? List.of()
                : List.of("patience " + patience + " ends training before schedule " + schedule
                        + " lowers the rate, which it does after " + waits + (waits == 1 ? " epoch" : " epochs")
                        + " without progress; give --patience more than that, or the schedule's patience less");
    }
}
