package unroll.core.schedule;

import java.util.List;
import java.util.function.Function;
import unroll.api.error.UsageException;
import unroll.api.options.Options;
import unroll.core.plugin.Nearest;

/** The schedules that there are. */
public final class Schedules {
    /** A schedule's name, a line on it, whether the epochs to come change its rates, and how its options are read. */
    private record Kind(String name, String description, boolean followsEpochs, Function<Options, Plan> reader) {
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("constant", "the rate as it is given, in every step", false,
                    options -> course -> (step, devLosses) -> course.learningRate()),
            new Kind("step", "lower by the factor gamma after every step_size epochs", false, StepPlan::read),
            new Kind("cosine", "half a cosine down to min_lr over all epochs, after warmup steps up", true,
                    CosinePlan::read),
            new Kind("plateau", "lower by factor when the dev loss has not fallen for more than patience epochs", false,
                    PlateauPlan::read),
            new Kind("onecycle", "up to the rate and down again over all epochs; pct_start, div_factor, "
                    + "final_div_factor", true, OneCyclePlan::read));

    private Schedules() {
    }

    /** Their names. */
    public static List<String> names() {
        return KINDS.stream().map(Kind::name).toList();
    }

    /**
     * One line on a schedule.
     *
     * @throws UsageException if there is none of that name
     */
    public static String description(String name) {
        return kind(name).description();
    }

    /**
     * Whether the number of all epochs has a say in the rate of the first ones.
     *
     * @throws UsageException if there is no schedule of that name
     */
    public static boolean followsEpochs(String name) {
        return kind(name).followsEpochs();
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
     * Epochs in a row without progress after which the rate is lowered; 0 for a schedule that does not look at progress.
     *
     * @throws UsageException as {@link #check}
     */
    public static int epochsWithoutProgress(ScheduleChoice choice) {
        return plan(choice).epochsWithoutProgress();
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
        Options options = new Options("schedule " + choice.name(), choice.options());
        Plan plan = kind(choice.name()).reader().apply(options);
        options.end();
        return plan;
    }

    private static Kind kind(String name) {
        for (Kind kind : KINDS) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        List<String> nearest = Nearest.first(name, names());
        throw new UsageException("there is no schedule '" + name + "'; there are: " + String.join(", ", nearest)
                + (Nearest.isSlip(name, nearest.get(0)) ? " (did you mean " + nearest.get(0) + "?)" : ""));
    }
}
