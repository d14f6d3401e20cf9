package unroll.core.file;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.plugin.Nearest;

/** Settings as named values of a document, by the names of {@link ConfigKey}. */
public final class SettingsFields {
    private static final int MOST_THREADS = 1024;
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?");

    private SettingsFields() {
    }

    /** Writes those there are. */
    public static void write(ObjectNode document, LayeredConfig settings) {
        for (ConfigKey key : ConfigKey.values()) {
            if (settings.has(key)) {
                write(document, key, settings);
            }
        }
    }

    /** Writes one. */
    public static void write(ObjectNode document, ConfigKey key, LayeredConfig settings) {
        Object value = settings.get(key).value();
        if (value instanceof Map<?, ?> options) {
            ObjectNode inner = document.putObject(key.key());
            options.forEach((name, text) -> put(inner, name.toString(), text.toString()));
        } else {
            document.putPOJO(key.key(), value);
        }
    }

    /** As a number or a truth value where that is read back as the same text, because people write it so. */
    private static void put(ObjectNode options, String name, String text) {
        if (text.equals("true") || text.equals("false")) {
            options.put(name, Boolean.parseBoolean(text));
        } else if (WHOLE.matcher(text).matches()) {
            options.put(name, Long.parseLong(text));
        } else if (DECIMAL.matcher(text).matches() && Double.toString(Double.parseDouble(text)).equals(text)) {
            options.put(name, Double.parseDouble(text));
        } else {
            options.put(name, text);
        }
    }

    /**
     * Reads those that the document has.
     *
     * @throws unroll.api.error.ModelFormatException if one is of another kind or out of range
     */
    public static LayeredConfig read(Fields fields, Origin origin) {
        LayeredConfig settings = LayeredConfig.EMPTY;
        for (ConfigKey key : ConfigKey.values()) {
            if (fields.has(key.key())) {
                settings = settings.with(key, value(fields, key), origin);
            }
        }
        return settings;
    }

    /**
     * A setting that the document has.
     *
     * @return of the type that its kind has, or null for none
     * @throws unroll.api.error.ModelFormatException if it is of another kind or out of range
     */
    public static @Nullable Object value(Fields fields, ConfigKey key) {
        String name = key.key();
        if (key.nullable() && fields.isNull(name)) {
            return null;
        }
        return switch (key.kind()) {
            case TEXT -> fields.text(name);
            case FLAG -> fields.flag(name);
            case COUNT -> fields.integer(name, 1);
            case POSITIVE -> fields.positive(name);
            case NOT_NEGATIVE -> fields.number(name, 0, Double.POSITIVE_INFINITY);
            case SHARE -> fields.number(name, 0, 1);
            case OPTIONS -> fields.texts(name);
            case SEED -> fields.integer(name, 0, Long.MAX_VALUE);
            case THREADS -> (int) fields.integer(name, 0, MOST_THREADS);
        };
    }

    /**
     * Refuses what is neither a setting nor anything else that was asked for.
     *
     * @param file as the user calls it
     * @param more names that are no settings
     * @throws UsageException naming what is meant, or all there is
     */
    public static void refuseUnknown(String file, Fields fields, Collection<String> more) {
        String unknown = fields.unknown();
        if (unknown == null) {
            return;
        }
        // Options are shorter than keys: whoever writes "hidden" or "batch" has the option in mind.
        Map<String, String> names = new LinkedHashMap<>();
        more.forEach(name -> names.put(name, name));
        for (ConfigKey key : ConfigKey.values()) {
            names.put(key.key(), key.key());
            if (key.flag() != null) {
                names.put(key.flag().substring(2).replace('-', '_'), key.key());
            }
        }
        String asked = unknown.toLowerCase(Locale.ROOT).replace('-', '_');
        String nearest = Nearest.first(asked, names.keySet()).get(0);
        throw new UsageException(file + " has the unknown key '" + Failures.oneLine(unknown) + "'"
                + (Nearest.isSlip(asked, nearest)
                        ? "; did you mean " + names.get(nearest) + "?"
                        : "; the keys are " + String.join(", ", names.values().stream().distinct().toList())));
    }
}
