package unroll.core.schedule;

import java.util.Map;

/**
 * A schedule by its name, with what the configuration says of it. {@link Schedules#check} tells whether it makes sense.
 *
 * @param name one of {@link Schedules#names()}
 * @param options texts by key; empty for the defaults
 */
public record ScheduleChoice(String name, Map<String, String> options) {
    /** The learning rate as it is configured, in every step. */
    public static final ScheduleChoice CONSTANT = new ScheduleChoice("constant", Map.of());

    /** Copies the options. */
    public ScheduleChoice {
        options = Map.copyOf(options);
    }
}
