package unroll.core.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.file.Documents;
import unroll.core.file.Fields;
import unroll.core.file.SettingsFields;

/**
 * A user's file for an experiment: settings as in a file for a run, which all trials share, and what the experiment is.
 * All methods throw {@link UsageException}, in the file's own terms, where it is missing or wrong.
 */
public final class ExperimentFile {
    static final int MOST_SEEDS = 1000;
    static final int MOST_POINTS = 1000;

    private static final int FORMAT = 1;
    private static final Set<String> COMPARISON = Set.of("format", "variants", "match", "parameters", "seconds",
            "seeds");
    private static final Set<String> SWEEP = Set.of("format", "search", "method", "trials", "draw_seed", "min_epochs",
            "eta");

    private ExperimentFile() {
    }

    /**
     * Reads a comparison.
     *
     * @param name what the user calls the file
     */
    public static ComparisonRequest comparison(Path file, String name) {
        return read(file, fields -> {
            Origin origin = new Origin.File(name);
            refuseOther(file, fields, "search", "a sweep; give it to 'unroll sweep'");
            LayeredConfig settings = SettingsFields.read(fields, origin);
            Map<String, LayeredConfig> variants = new LinkedHashMap<>();
            if (fields.has("variants")) {
                Fields inner = fields.inner("variants");
                for (String variant : inner.names()) {
                    Fields each = inner.inner(variant);
                    variants.put(variant, SettingsFields.read(each, new Origin.File(name + ", variants, " + variant)));
                    SettingsFields.refuseUnknown(each.place(), each, Set.of());
                }
            }
            Budget.Match match = fields.has("match") ? match(fields) : null;
            Double amount = amount(fields, match);
            List<Long> seeds = fields.has("seeds") ? seeds(fields, settings) : List.of();
            SettingsFields.refuseUnknown(file.toString(), fields, COMPARISON);
            return new ComparisonRequest(settings, variants, Optional.ofNullable(match), amount, seeds);
        });
    }

    private static @Nullable Double amount(Fields fields, Budget.@Nullable Match match) {
        Double parameters = fields.has("parameters") ? (double) fields.integer("parameters", 1) : null;
        Double seconds = fields.has("seconds") ? (Double) fields.positive("seconds") : null;
        if (parameters != null && match != Budget.Match.PARAMETERS) {
            throw new UsageException(fields.place() + ", parameters: only match: parameters has a number of them");
        }
        if (seconds != null && match != Budget.Match.TIME) {
            throw new UsageException(fields.place() + ", seconds: only match: time has a number of them");
        }
        return parameters != null ? parameters : seconds;
    }

    /** A number of seeds, counted on from the settings' own, or a list of them. */
    private static List<Long> seeds(Fields fields, LayeredConfig settings) {
        if (!fields.isList("seeds")) {
            long first = settings.has(ConfigKey.SEED) && settings.get(ConfigKey.SEED).value() instanceof Long seed
                    ? seed
                    : 0;
            return seeds(first, (int) fields.integer("seeds", 1, MOST_SEEDS));
        }
        List<Long> seeds = fields.elements("seeds").stream().map(each -> each.integer("seeds", 0, Long.MAX_VALUE))
                .distinct().toList();
        if (seeds.isEmpty()) {
            throw new UsageException(fields.place() + ", seeds: the list is empty; give one at least");
        }
        return seeds;
    }

    /** So many seeds, counted on from the first. */
    public static List<Long> seeds(long first, int count) {
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seeds.add(first + i);
        }
        return seeds;
    }

    static Budget.Match match(Fields fields) {
        return match(fields.text("match"), fields.place() + ", match");
    }

    /**
     * What a user calls a budget.
     *
     * @param place what the message begins with
     */
    public static Budget.Match match(String word, String place) {
        for (Budget.Match match : Budget.Match.values()) {
            if (match.name().toLowerCase(Locale.ROOT).equals(word)) {
                return match;
            }
        }
        throw new UsageException(place + ": expected parameters, time or epochs, found '" + word + "'");
    }

    /**
     * Reads a sweep.
     *
     * @param name what the user calls the file
     */
    public static SweepRequest sweep(Path file, String name) {
        return read(file, fields -> {
            refuseOther(file, fields, "variants", "a comparison; give it to 'unroll compare --config'");
            LayeredConfig settings = SettingsFields.read(fields, new Origin.File(name));
            boolean searches = fields.has("search");
            SearchMethod method = method(fields);
            SettingsFields.refuseUnknown(file.toString(), fields, SWEEP);
            if (!searches) {
                throw new UsageException(
                        file + " lacks the key 'search'; name under it the settings that are searched, "
                                + "such as lr: {min: 0.0001, max: 0.1, scale: log}");
            }
            return new SweepRequest(settings, space(fields.inner("search"), new Origin.File(name + ", search")),
                    method);
        });
    }

    private static void refuseOther(Path file, Fields fields, String key, String what) {
        if (fields.names().contains(key)) {
            throw new UsageException(file + " has the key '" + key + "': it is " + what);
        }
    }

    private static SearchMethod method(Fields fields) {
        String name = fields.has("method") ? fields.text("method") : "random";
        boolean grid = name.equals("grid");
        for (String key : grid ? List.of("trials", "draw_seed") : List.<String>of()) {
            if (fields.has(key)) {
                throw new UsageException(fields.place() + ", " + key + ": method grid draws nothing; leave it out");
            }
        }
        int trials = grid ? 0 : (int) integer(fields, "trials", 20, 1, SearchSpace.MOST_TRIALS);
        long seed = grid ? 0 : integer(fields, "draw_seed", 0, 0, Long.MAX_VALUE);
        if (!name.equals("halving")) {
            for (String key : List.of("min_epochs", "eta")) {
                if (fields.has(key)) {
                    throw new UsageException(
                            fields.place() + ", " + key + ": only method halving has it; leave it out");
                }
            }
        }
        return switch (name) {
            case "grid" -> new SearchMethod.Grid();
            case "random" -> new SearchMethod.Random(trials, seed);
            case "halving" -> new SearchMethod.Halving(trials, seed,
                    (int) integer(fields, "min_epochs", 1, 1, Integer.MAX_VALUE),
                    (int) integer(fields, "eta", 3, 2, Integer.MAX_VALUE));
            default -> throw new UsageException(fields.place() + ", method: expected grid, random or halving, found '"
                    + name + "'");
        };
    }

    private static long integer(Fields fields, String key, long standard, long least, long most) {
        return fields.has(key) ? fields.integer(key, least, most) : standard;
    }

    private static SearchSpace space(Fields search, Origin origin) {
        List<Dimension> dimensions = new ArrayList<>();
        for (ConfigKey key : ConfigKey.values()) {
            if (search.has(key.key())) {
                dimensions.add(search.isList(key.key()) ? choices(search, key) : range(search, key));
            }
        }
        SettingsFields.refuseUnknown(search.place(), search, Set.of());
        if (dimensions.isEmpty()) {
            throw new UsageException(search.place() + ": nothing is searched; name a setting, such as lr");
        }
        return new SearchSpace(dimensions, origin);
    }

    private static Dimension choices(Fields search, ConfigKey key) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Fields each : search.elements(key.key())) {
            values.add(SettingsFields.value(each, key));
        }
        if (values.isEmpty()) {
            throw new UsageException(search.place() + ", " + key.key() + ": the list is empty; give a value at least");
        }
        return new Dimension.Choices(key, values);
    }

    private static Dimension range(Fields search, ConfigKey key) {
        String place = search.place() + ", " + key.key();
        if (!Dimension.Range.fits(key.kind())) {
            throw new UsageException(place + ": it is no number and has no range; give a list of values, in brackets");
        }
        Fields range;
        try {
            range = search.inner(key.key());
        } catch (ModelFormatException e) {
            throw new UsageException(place + ": expected a list of values in brackets, or a range such as "
                    + "{min: 1, max: 9}", e);
        }
        double min = end(range, "min", key);
        double max = end(range, "max", key);
        boolean logarithmic = range.has("scale") && isLogarithmic(range);
        int points = (int) integer(range, "points", 0, 2, MOST_POINTS);
        refuseMore(range);
        if (min > max) {
            throw new UsageException(place + ": the range is upside down: min " + plain(min) + " is above max "
                    + plain(max) + "; swap them");
        }
        if (min == max) {
            throw new UsageException(place + ": min and max are both " + plain(min)
                    + ", which is no range; set it beside search, not in it");
        }
        if (logarithmic && min <= 0) {
            throw new UsageException(place + ": scale: log needs a min above 0, found " + plain(min));
        }
        return new Dimension.Range(key, min, max, logarithmic, points);
    }

    private static double end(Fields range, String name, ConfigKey key) {
        if (!range.has(name)) {
            throw new UsageException(range.place() + " lacks " + name + "; a range is {min: 1, max: 9}, and scale: log "
                    + "where ratios count");
        }
        return Dimension.Range.isWhole(key.kind())
                ? range.integer(name, key.kind() == ConfigKey.Kind.COUNT ? 1 : 0, Integer.MAX_VALUE)
                : key.kind() == ConfigKey.Kind.POSITIVE
                        ? range.positive(name)
                        : range.number(name, 0, key.kind() == ConfigKey.Kind.SHARE ? 1 : Double.POSITIVE_INFINITY);
    }

    private static boolean isLogarithmic(Fields range) {
        String scale = range.text("scale");
        return switch (scale) {
            case "log" -> true;
            case "linear" -> false;
            default -> throw new UsageException(range.place() + ", scale: expected log or linear, found '" + scale
                    + "'");
        };
    }

    private static void refuseMore(Fields range) {
        String unknown = range.unknown();
        if (unknown != null) {
            throw new UsageException(range.place() + " has the unknown key '" + unknown
                    + "'; a range has min, max, scale and points");
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private static <T> T read(Path file, Function<Fields, T> reader) {
        if (!Files.exists(file)) {
            throw new UsageException(file + " does not exist; expected a YAML file with an experiment");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a directory; expected a YAML file with an experiment");
        }
        try {
            Fields fields = Documents.readYaml(file, Documents.SMALL);
            if (fields.has("format") && fields.integer("format", 1, Long.MAX_VALUE) > FORMAT) {
                throw new UsageException(file + " was made for a newer version; update Unroll");
            }
            return reader.apply(fields);
        } catch (ModelFormatException e) {
            throw new UsageException(Objects.requireNonNullElse(e.getMessage(), file + " cannot be read"), e);
        }
    }
}
