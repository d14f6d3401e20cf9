package unroll.app.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;

/** Gathers what options set; one that is not given is null and sets nothing. */
final class Given {
    private LayeredConfig settings = LayeredConfig.EMPTY;

    Given add(ConfigKey key, @Nullable Object value) {
        if (value != null) {
            settings = settings.with(key, value, Origin.option(key));
        }
        return this;
    }

    /** Adds texts of the form KEY=VALUE. */
    Given addOptions(ConfigKey key, @Nullable List<String> texts) {
        if (texts == null) {
            return this;
        }
        Map<String, String> options = new TreeMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException(key.flag() + " expects KEY=VALUE, found '" + text + "'");
            }
            String name = text.substring(0, equals);
            if (options.put(name, text.substring(equals + 1)) != null) {
                throw new UsageException(key.flag() + " is given twice for '" + name + "'; leave out one of the two");
            }
        }
        return add(key, options);
    }

    LayeredConfig settings() {
        return settings;
    }
}
