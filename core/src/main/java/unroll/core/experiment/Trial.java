package unroll.core.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;

/**
 * One run of an experiment.
 *
 * @param name its own within the experiment, and that of its folder
 * @param variant what it is a run of; trials that differ in the seed alone have the same
 * @param changed which settings tell its variant from the others; the seed is one of them where it is searched
 * @param settings all of its settings
 */
public record Trial(String name, String variant, List<ConfigKey> changed, LayeredConfig settings) {
    /** Copies the list. */
    public Trial {
        changed = List.copyOf(changed);
    }

    /**
     * A trial that changes some settings.
     *
     * @param shared what all trials share, complete
     */
    static Trial of(String name, String variant, LayeredConfig shared, LayeredConfig changes) {
        List<ConfigKey> changed = List.of(ConfigKey.values()).stream().filter(changes::has).toList();
        return new Trial(name, variant, changed, shared.under(changes));
    }

    /** The same with a seed, which does not tell its variant from the others. */
    Trial seeded(long seed) {
        return new Trial(name, variant, changed, settings.with(ConfigKey.SEED, seed, Origin.DEFAULT));
    }

    /** The seed of weights, order and dropout. */
    public long seed() {
        return settings.runConfig().seed();
    }

    /** The settings that tell its variant from others, as texts by the keys of files; null becomes the text null. */
    public Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>();
        for (ConfigKey key : changed) {
            changes.put(key.key(), String.valueOf(settings.get(key).value()));
        }
        return Collections.unmodifiableMap(changes);
    }

    /** As {@link #changes}, of one setting, be it the seed; where it is not changed the text null. */
    public String change(String key) {
        return key.equals(ConfigKey.SEED.key()) ? Long.toString(seed()) : changes().getOrDefault(key, "null");
    }
}
