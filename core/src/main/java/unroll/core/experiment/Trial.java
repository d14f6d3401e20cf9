package unroll.core.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;

/**
 * One run of an experiment.
 *
 * @param name its own within the experiment, and that of its folder
 * @param variant what it is a run of; trials that differ in the seed alone have the same
 * @param changes what it sets beyond the settings that all trials share, its seed included
 */
public record Trial(String name, String variant, LayeredConfig changes) {
    /** The seed of weights, order and dropout. */
    public long seed() {
        return changes.get(ConfigKey.SEED).value() instanceof Long seed ? seed : 0;
    }

    /** What it sets beside the seed, as texts by the keys of files; null becomes the text null. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (ConfigKey key : ConfigKey.values()) {
            if (key != ConfigKey.SEED && changes.has(key)) {
                settings.put(key.key(), String.valueOf(changes.get(key).value()));
            }
        }
        return Collections.unmodifiableMap(settings);
    }
}
