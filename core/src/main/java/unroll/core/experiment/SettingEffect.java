package unroll.core.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import unroll.core.statistics.Spread;

/**
 * How a setting and the dev loss go together over the trials of a sweep.
 *
 * @param key the setting's name in files
 * @param rankCorrelation Spearman's coefficient of its value and the dev loss, from -1 (the higher, the better) to 1; NaN
 *     where its values are no numbers, seeds, or all the same
 * @param trials over which it is taken, those that failed left out
 * @param devLossByValue mean and spread of the dev loss for each of its values, in the order of the search space; empty
 *     where it was drawn from a range
 */
public record SettingEffect(String key, double rankCorrelation, int trials, Map<String, Spread> devLossByValue) {
    /** Copies the map. */
    public SettingEffect {
        devLossByValue = Collections.unmodifiableMap(new LinkedHashMap<>(devLossByValue));
    }
}
