package unroll.core.experiment;

import java.util.List;

/**
 * What a sweep has come to.
 *
 * @param method how it searches: grid, random or halving
 * @param keys the settings that are searched
 * @param outcomes what became of the trials that have ended: the lowest dev loss first, those that failed last
 * @param effects of the settings; with halving over the dev losses of the first rung, which every trial has
 * @param missing trials that have not ended
 */
public record SweepResult(String method, List<String> keys, List<TrialOutcome> outcomes, List<SettingEffect> effects,
        int missing) implements ExperimentResult {
    /** Copies the lists. */
    public SweepResult {
        keys = List.copyOf(keys);
        outcomes = List.copyOf(outcomes);
        effects = List.copyOf(effects);
    }
}
