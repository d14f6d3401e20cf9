package unroll.core.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.core.config.ConfigKey;
import unroll.core.file.Documents;
import unroll.core.run.ConfigSchema;

/**
 * The JSON Schemas of the files of experiments, for editors and checkers: that of a run's settings, and around it what
 * {@link ExperimentFile} reads.
 */
public final class ExperimentSchema {
    private static final String FORMAT = "format";
    /** As the planner has it, in what every checker's regular expressions know: ASCII's signs are left out. */
    private static final String NAME = "^[^\\x00-/:-@\\x5b-`{-\\x7f][^\\x00-,/:-@\\x5b-\\x5e`{-\\x7f]{0,59}$";

    private ExperimentSchema() {
    }

    /** That of a comparison. */
    public static String comparison() {
        ObjectNode schema = schema("Unroll comparison",
                "A comparison for 'unroll compare --config FILE': settings that "
                        + "all variants share, and the variants.");
        ObjectNode properties = settings(schema);
        ObjectNode variants = property(properties, "variants", "object",
                "a name for each, and under it the settings that it changes");
        variants.putObject("propertyNames").put("pattern", NAME);
        ObjectNode variant = variants.putObject("additionalProperties").put("type", "object")
                .put("additionalProperties", false);
        ObjectNode changes = variant.putObject("properties");
        for (ConfigKey key : ConfigKey.values()) {
            reference(changes.putObject(key.key()), key);
        }
        ObjectNode match = describe(properties, "match", "what variants have in common");
        for (Budget.Match each : Budget.Match.values()) {
            match.withArray("enum").add(each.name().toLowerCase(Locale.ROOT));
        }
        match.put("default", "epochs");
        whole(property(properties, "parameters", "integer", "match: parameters; how many, else as the first variant"),
                1, Integer.MAX_VALUE);
        property(properties, "seconds", "number", "match: time; how long each run is trained")
                .put("exclusiveMinimum", 0);
        ObjectNode seeds = describe(properties, "seeds", "how many, counted on from seed; or a list of them");
        whole(seeds.withArray("oneOf").addObject().put("type", "integer"), 1, ExperimentFile.MOST_SEEDS);
        ObjectNode list = seeds.withArray("oneOf").addObject().put("type", "array").put("minItems", 1);
        whole(list.putObject("items").put("type", "integer"), 0, Long.MAX_VALUE);
        ObjectNode goWith = schema.putObject("dependentSchemas");
        Map.of("parameters", Budget.Match.PARAMETERS, "seconds", Budget.Match.TIME).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> is(goWith.putObject(each.getKey()), "match",
                        each.getValue().name().toLowerCase(Locale.ROOT)));
        return Documents.json(schema);
    }

    /** That of a sweep. */
    public static String sweep() {
        ObjectNode schema = schema("Unroll sweep",
                "A sweep for 'unroll sweep FILE': settings that all trials share, and "
                        + "those that are searched.");
        ObjectNode properties = settings(schema);
        ObjectNode search = property(properties, "search", "object",
                "settings that are searched: a list of values, or a range").put("minProperties", 1)
                .put("additionalProperties", false);
        ObjectNode dimensions = search.putObject("properties");
        for (ConfigKey key : ConfigKey.values()) {
            dimension(dimensions.putObject(key.key()), key);
        }
        ObjectNode method = describe(properties, "method", "grid: every combination; random: each drawn on its own; "
                + "halving: successive halving");
        List.of("grid", "random", "halving").forEach(method.withArray("enum")::add);
        method.put("default", "random");
        whole(property(properties, "trials", "integer", "how many are drawn"), 1, SearchSpace.MOST_TRIALS)
                .put("default", 20);
        whole(property(properties, "draw_seed", "integer", "seed of the draws"), 0, Long.MAX_VALUE).put("default", 0);
        whole(property(properties, "min_epochs", "integer", "halving: epochs of the first rung"), 1, Integer.MAX_VALUE)
                .put("default", 1);
        whole(property(properties, "eta", "integer", "halving: the best 1/eta go on, to eta times as many epochs"), 2,
                Integer.MAX_VALUE).put("default", 3);
        schema.putArray("required").add("search");
        ObjectNode grid = schema.withArray("allOf").addObject();
        is(grid.putObject("if"), "method", "grid");
        grid.putObject("then").putObject("properties").put("trials", false).put("draw_seed", false);
        ObjectNode halving = schema.withArray("allOf").addObject();
        is(halving.putObject("if"), "method", "halving");
        halving.putObject("else").putObject("properties").put("min_epochs", false).put("eta", false);
        return Documents.json(schema);
    }

    private static ObjectNode schema(String title, String description) {
        ObjectNode schema = Documents.document();
        schema.set("$schema", Documents.document(ConfigSchema.text()).get("$schema"));
        return schema.put("title", title).put("description", description).put("type", "object")
                .put("additionalProperties", false);
    }

    /** The settings of a run, and each of them under $defs, to be referred to where it has no default. */
    private static ObjectNode settings(ObjectNode schema) {
        ObjectNode run = Documents.document(ConfigSchema.text());
        ObjectNode properties = schema.putObject("properties");
        ObjectNode definitions = schema.putObject("$defs");
        for (Map.Entry<String, JsonNode> each : run.withObject("properties").properties()) {
            properties.set(each.getKey(), each.getValue());
            if (!each.getKey().equals(FORMAT)) {
                ObjectNode definition = (ObjectNode) each.getValue().deepCopy();
                definition.remove("default");
                definitions.set(each.getKey(), definition);
            }
        }
        schema.set("not", run.get("not"));
        return properties;
    }

    private static void reference(ObjectNode node, ConfigKey key) {
        node.put("$ref", "#/$defs/" + key.key());
    }

    private static void dimension(ObjectNode node, ConfigKey key) {
        ObjectNode choices = node.withArray("anyOf").addObject().put("type", "array").put("minItems", 1);
        reference(choices.putObject("items"), key);
        if (!Dimension.Range.fits(key.kind())) {
            return;
        }
        ObjectNode range = node.withArray("anyOf").addObject().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = range.putObject("properties");
        for (String end : List.of("min", "max")) {
            bound(properties.putObject(end), key.kind());
        }
        describe(properties, "scale", "log where ratios count").putArray("enum").add("log").add("linear");
        whole(property(properties, "points", "integer", "values of a grid"), 2, ExperimentFile.MOST_POINTS);
        range.putArray("required").add("min").add("max");
    }

    private static void bound(ObjectNode node, ConfigKey.Kind kind) {
        if (Dimension.Range.isWhole(kind)) {
            whole(node.put("type", "integer"), kind == ConfigKey.Kind.COUNT ? 1 : 0, Integer.MAX_VALUE);
        } else {
            node.put("type", "number").put(kind == ConfigKey.Kind.POSITIVE ? "exclusiveMinimum" : "minimum", 0);
            if (kind == ConfigKey.Kind.SHARE) {
                node.put("exclusiveMaximum", 1);
            }
        }
    }

    private static ObjectNode property(ObjectNode properties, String name, String type, String description) {
        return describe(properties, name, description).put("type", type);
    }

    private static ObjectNode describe(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("description", description);
    }

    private static ObjectNode whole(ObjectNode node, long least, long most) {
        return node.put("minimum", least).put("maximum", most);
    }

    private static void is(ObjectNode node, String key, String value) {
        node.putObject("properties").putObject(key).put("const", value);
        node.putArray("required").add(key);
    }
}
