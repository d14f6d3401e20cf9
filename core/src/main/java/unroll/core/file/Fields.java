package unroll.core.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.ModelFormatException;

/** The named values of a document, taken out one by one, each checked; whoever has taken all calls {@link #end}. */
public final class Fields {
    private final String file;
    private final ObjectNode values;
    private final Set<String> known = new LinkedHashSet<>();

    public Fields(String file, ObjectNode values) {
        this.file = file;
        this.values = values;
    }

    /** A whole number within a range, both ends included. */
    public long integer(String key, long least, long most) {
        JsonNode value = get(key);
        if (!value.isIntegralNumber()) {
            throw wrong(key, "a whole number", describe(value));
        }
        if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
            throw wrong(key, "a number from " + least + " to " + most, describe(value));
        }
        return value.longValue();
    }

    /** As {@link #integer(String, long, long)}, for an int. */
    public int integer(String key, int least) {
        return (int) integer(key, least, Integer.MAX_VALUE);
    }

    /** A number, or null where the document says null. */
    public @Nullable Double number(String key) {
        JsonNode value = get(key);
        if (value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw wrong(key, "a number", describe(value));
        }
        return value.asDouble();
    }

    /** A finite number above 0. */
    public double positive(String key) {
        Double number = number(key);
        if (number == null || !(number > 0) || Double.isInfinite(number)) {
            throw wrong(key, "a finite number above 0", describe(get(key)));
        }
        return number;
    }

    /** A finite number of at least {@code from} and below {@code below}. */
    public double number(String key, int from, double below) {
        Double number = number(key);
        if (number == null || !(number >= from) || number >= below) {
            throw wrong(key, below == Double.POSITIVE_INFINITY
                    ? "a finite number of at least " + from
                    : "a number of at least " + from + " and below " + (long) below, describe(get(key)));
        }
        return number;
    }

    /** true or false. */
    public boolean flag(String key) {
        JsonNode value = get(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", describe(value));
        }
        return value.booleanValue();
    }

    /** Texts, numbers and truth values by name, all as texts. */
    public Map<String, String> texts(String key) {
        JsonNode value = get(key);
        if (!(value instanceof ObjectNode object)) {
            throw wrong(key, "names and values", describe(value));
        }
        Map<String, String> texts = new TreeMap<>();
        object.forEachEntry((name, each) -> {
            if (!each.isString() && !each.isNumber() && !each.isBoolean()) {
                throw wrong(key + ", " + Failures.oneLine(name), "a number, true, false or a text", describe(each));
            }
            texts.put(name, each.asString());
        });
        return texts;
    }

    /** Whether the document says null. */
    public boolean isNull(String key) {
        return get(key).isNull();
    }

    /** A number that is neither null nor infinite. */
    public double finite(String key) {
        Double number = number(key);
        if (number == null || !Double.isFinite(number)) {
            throw wrong(key, "a finite number", describe(get(key)));
        }
        return number;
    }

    /** A list of finite numbers, at most so many. */
    public double[] finiteNumbers(String key, int most) {
        JsonNode value = get(key);
        if (!value.isArray() || value.size() > most) {
            throw wrong(key, "a list of at most " + most + " numbers", value.isArray()
                    ? "one of " + value.size()
                    : describe(value));
        }
        double[] numbers = new double[value.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = value.get(i).isNumber() ? value.get(i).asDouble() : Double.NaN;
            if (!Double.isFinite(numbers[i])) {
                throw wrong(key, "finite numbers", describe(value.get(i)));
            }
        }
        return numbers;
    }

    /** A list of numbers, at most so many; NaN where the document says null. */
    public double[] numbers(String key, int most) {
        JsonNode value = list(key, most);
        double[] numbers = new double[value.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode each = value.get(i);
            if (!each.isNumber() && !each.isNull()) {
                throw wrong(key, "numbers", describe(each));
            }
            numbers[i] = each.isNull() ? Double.NaN : each.asDouble();
        }
        return numbers;
    }

    /** A list of texts. */
    public List<String> textList(String key) {
        JsonNode value = list(key, Integer.MAX_VALUE);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isString()) {
                throw wrong(key, "texts", describe(value.get(i)));
            }
            texts.add(value.get(i).stringValue());
        }
        return texts;
    }

    private JsonNode list(String key, int most) {
        JsonNode value = get(key);
        if (!value.isArray() || value.size() > most) {
            throw wrong(key, "a list of at most " + most, value.isArray() ? "one of " + value.size() : describe(value));
        }
        return value;
    }

    /** Whether the document has a name; older versions may have left it out. */
    public boolean has(String key) {
        known.add(key);
        return values.has(key);
    }

    /** A text. */
    public String text(String key) {
        JsonNode value = get(key);
        if (!value.isString()) {
            throw wrong(key, "a text", describe(value));
        }
        return value.stringValue();
    }

    /** A text, or null where the document says null. */
    public @Nullable String textOrNull(String key) {
        return get(key).isNull() ? null : text(key);
    }

    /** Named values within the document. */
    public Fields inner(String key) {
        JsonNode value = get(key);
        if (value instanceof ObjectNode object) {
            return new Fields(file + ", " + key, object);
        }
        throw wrong(key, "names and values", describe(value));
    }

    /** A list of named values, each a document of its own. */
    public List<Fields> inners(String key) {
        JsonNode value = get(key);
        if (!value.isArray()) {
            throw wrong(key, "a list", describe(value));
        }
        List<Fields> inners = new ArrayList<>();
        for (JsonNode each : value) {
            if (!(each instanceof ObjectNode object)) {
                throw wrong(key, "a list of names and values", "in it " + describe(each));
            }
            inners.add(new Fields(file + ", " + key, object));
        }
        return inners;
    }

    /** Each element of a list, by the list's own name in a document of its own. */
    public List<Fields> elements(String key) {
        JsonNode value = get(key);
        if (!value.isArray()) {
            throw wrong(key, "a list", describe(value));
        }
        List<Fields> elements = new ArrayList<>();
        for (JsonNode each : value) {
            ObjectNode element = Documents.document();
            element.set(key, each);
            elements.add(new Fields(file, element));
        }
        return elements;
    }

    /** Whether the value is a list. */
    public boolean isList(String key) {
        return get(key).isArray();
    }

    /** What messages call the document. */
    public String place() {
        return file;
    }

    /** All names that the document has, in its order. */
    public List<String> names() {
        return List.copyOf(values.propertyNames());
    }

    /**
     * Refuses what nobody has asked for.
     *
     * @throws ModelFormatException naming the first unknown name and the known ones
     */
    public void end() {
        String unknown = unknown();
        if (unknown != null) {
            throw new ModelFormatException(file + " has the unknown key '" + Failures.oneLine(unknown)
                    + "'; expected " + String.join(", ", known));
        }
    }

    /** The first name that nobody has asked for, or null. */
    public @Nullable String unknown() {
        for (String key : values.propertyNames()) {
            if (!known.contains(key)) {
                return key;
            }
        }
        return null;
    }

    private JsonNode get(String key) {
        known.add(key);
        JsonNode value = values.get(key);
        if (value == null) {
            throw new ModelFormatException(file + " lacks the key '" + key + "'");
        }
        return value;
    }

    private ModelFormatException wrong(String key, String expected, String found) {
        return new ModelFormatException(file + ", " + key + ": expected " + expected + ", found " + found);
    }

    public static String describe(JsonNode value) {
        return value.isValueNode() && !value.isMissingNode()
                ? Failures.oneLine(value.toString())
                : value.isMissingNode() ? "nothing" : "an " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
