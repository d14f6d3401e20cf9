package unroll.core.schedule;

import java.util.List;
import java.util.function.Function;
import unroll.api.error.UsageException;
import unroll.api.options.Options;
import unroll.core.plugin.Nearest;

/** The schedules that there are. */
public final class Schedules {
    /** A schedule's name, and how its options are read. */
    private record Kind(String name, Function<Options, Plan> reader) {
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("constant", options -> course -> (step, devLosses) -> course.learningRate()),
            new Kind("step", StepPlan::read),
            new Kind("cosine", CosinePlan::read),
            new Kind("plateau", PlateauPlan::read),
            new Kind("onecycle", OneCyclePlan::read));

    private Schedules() {
    }

    /** Their names. */
    public static List<String> names() {
        return KINDS.stream().map(Kind::name).toList();
    }

    /**
     * Checks a name and its options as far as that goes before the length of the training is known.
     *
     * @throws UsageException if there is no schedule of that name, listing those there are, the nearest first; if it has
     *     not such an option, or a value makes no sense
     */
    public static void check(ScheduleChoice choice) {
        plan(choice);
    }

    /**
     * Makes a schedule.
     *
     * @throws UsageException as {@link #check}; and if an option does not fit the course
     */
    public static Schedule create(ScheduleChoice choice, Course course) {
        return plan(choice).over(course);
    }

    private static Plan plan(ScheduleChoice choice) {
        for (Kind kind : KINDS) {
            if (kind.name().equals(choice.name())) {
                Options options = new Options("schedule " + choice.name(), choice.options());
                Plan plan = kind.reader.apply(options);
                options.end();
                return plan;
            }
        }
        List<String> nearest = Nearest.first(choice.name(), names());
        throw new UsageException("there is no schedule '" + choice.name() + "'; there are: "
                + String.join(", ", nearest)
                + (Nearest.isSlip(choice.name(), nearest.get(0)) ? " (did you mean " + nearest.get(0) + "?)" : ""));
    }
}
