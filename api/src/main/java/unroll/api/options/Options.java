package unroll.api.options;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/**
 * Options by key, as a provider gets them. Ask for each that is known, then call {@link #end()}, which refuses the others
 * and names those that were asked for. Every method throws {@link UsageException} for a value that makes no sense.
 */
public final class Options {
    private final String owner;
    private final Map<String, String> values;
    private final Set<String> known = new TreeSet<>();

    /**
     * Some options.
     *
     * @param owner whose they are, for messages: {@code optimizer adam}
     * @param values texts by key
     */
    public Options(String owner, Map<String, String> values) {
        this.owner = owner;
        this.values = Map.copyOf(values);
    }

    /** A finite number of at least {@code from}. */
    public double number(String key, double byDefault, double from) {
        return number(key, byDefault, from, Double.POSITIVE_INFINITY);
    }

    /** A finite number of at least {@code from} and below {@code below}. */
    public double number(String key, double byDefault, double from, double below) {
        String text = find(key);
        if (text == null) {
            return byDefault;
        }
        String expected = "a number of at least " + plain(from)
                + (below == Double.POSITIVE_INFINITY ? "" : " and below " + plain(below));
        OptionalDouble value = Numerals.decimal(text);
        if (value.isEmpty() || value.getAsDouble() < from || value.getAsDouble() >= below) {
            throw wrong(key, expected, text);
        }
        return value.getAsDouble();
    }

    /** A whole number of at least {@code from}. */
    public int count(String key, int byDefault, int from) {
        String text = find(key);
        if (text == null) {
            return byDefault;
        }
        String expected = "a whole number of at least " + from;
        OptionalLong value = Numerals.whole(text);
        if (value.isEmpty() || value.getAsLong() < from || value.getAsLong() > Integer.MAX_VALUE) {
            throw wrong(key, expected, text);
        }
        return (int) value.getAsLong();
    }

    /** true or false. */
    public boolean flag(String key, boolean byDefault) {
        return Boolean.parseBoolean(choice(key, Boolean.toString(byDefault), List.of("true", "false")));
    }

    /** One of some words. */
    public String choice(String key, String byDefault, List<String> words) {
        String text = find(key);
        if (text == null) {
            return byDefault;
        }
        if (!words.contains(text)) {
            throw wrong(key, "one of " + String.join(", ", words), text);
        }
        return text;
    }

    /** Whether there is a value for the key. */
    public boolean has(String key) {
        return find(key) != null;
    }

    /**
     * Refuses what has not been asked for.
     *
     * @throws UsageException if there is an unknown key; it names the known ones
     */
    public void end() {
        for (String key : new TreeSet<>(values.keySet())) {
            if (!known.contains(key)) {
                throw new UsageException(owner + " has no option '" + key + "'; "
                        + (known.isEmpty() ? "it has none" : "it has: " + String.join(", ", known)));
            }
        }
    }

    private @Nullable String find(String key) {
        known.add(key);
        return values.get(key);
    }

    private UsageException wrong(String key, String expected, String found) {
        return new UsageException(owner + ": " + key + " must be " + expected + ", found '" + found + "'");
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
