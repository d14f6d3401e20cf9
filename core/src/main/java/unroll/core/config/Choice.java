package unroll.core.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a user chooses by its name, with options of its own.
 *
 * @param name the name
 * @param options texts by key, in the order of the keys
 */
public record Choice(String name, Map<String, String> options) {
    /** Copies the options. */
    public Choice {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** Without options. */
    public static Choice of(String name) {
        return new Choice(name, Map.of());
    }
}
