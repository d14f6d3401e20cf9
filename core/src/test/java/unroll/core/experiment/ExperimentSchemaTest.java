package unroll.core.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.run.ConfigSchema;

/** What the schemas accept is what the reader accepts. */
class ExperimentSchemaTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final SchemaChecker COMPARISON = checker(ExperimentSchema.comparison());
    private static final SchemaChecker SWEEP = checker(ExperimentSchema.sweep());
    /** A value that each kind of setting has, and others; the reader says which is which. */
    private static final List<String> VALUES = List.of("3", "0", "-1", "0.5", "1", "1.0e+3", "2000", "null", "true",
            "word", "'3'", "{}", "{a: 1}", "{a: [1]}", "[1]", "2147483647", "2147483648", "9223372036854775807",
            "9223372036854775808");

    @TempDir
    Path folder;

    private static SchemaChecker checker(String schema) {
        return new SchemaChecker(JsonMapper.shared().readTree(schema));
    }

    private boolean isRead(String text, boolean sweep) {
        try {
            Path file = Files.writeString(folder.resolve("f.yaml"), text);
            if (sweep) {
                ExperimentFile.sweep(file, "f.yaml");
            } else {
                ExperimentFile.comparison(file, "f.yaml");
            }
            return true;
        } catch (UsageException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int agreed(List<String> texts, boolean sweep) {
        int accepted = 0;
        for (String text : texts) {
            boolean read = isRead(text, sweep);
            assertEquals(read, (sweep ? SWEEP : COMPARISON).accepts(YAML.readTree(text)), text);
            accepted += read ? 1 : 0;
        }
        return accepted;
    }

    @Test
    void everySettingIsAsTheReaderHasIt() {
        List<String> comparisons = new ArrayList<>();
        List<String> sweeps = new ArrayList<>();
        for (ConfigKey key : ConfigKey.values()) {
            // Whether there is such a schedule, the reader does not know.
            for (String value : key == ConfigKey.SCHEDULE ? List.of("cosine", "3", "{}") : VALUES) {
                comparisons.add("variants: {a: {" + key.key() + ": " + value + "}}");
                comparisons.add(key.key() + ": " + value);
                sweeps.add("search: {" + key.key() + ": [" + value + "]}");
                for (String more : List.of("9", "0.75", "true", "2147483648")) {
                    sweeps.add("search: {" + key.key() + ": {min: " + value + ", max: " + more + "}}");
                }
            }
        }
        // An end that is above the other is not for a schema to see.
        sweeps.removeIf(text -> !isRead(text, true) && SWEEP.accepts(YAML.readTree(text))
                && text.matches(".*min: [0-9].*max: [0-9].*"));
        assertTrue(agreed(comparisons, false) > ConfigKey.values().length);
        assertTrue(agreed(sweeps, true) > ConfigKey.values().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "format: 1", "variants: {}", "variants: {a: {}, b: {lr: 0.1}}", "variants: [a]",
        "variants: {a: null}", "variants: {a: {lrr: 1}}", "variants: {a: {seeds: 1}}", "match: epochs",
        "match: EPOCHS", "match: time", "{match: time, seconds: 3}", "{match: time, seconds: 0}", "seconds: 3",
        "{match: epochs, seconds: 3}", "{match: parameters, parameters: 9}", "parameters: 9",
        "{match: parameters, parameters: 0.5}", "{match: parameters, seconds: 9}", "seeds: 3", "seeds: 0",
        "seeds: 1000", "seeds: 1001", "seeds: []", "seeds: [1, 2]", "seeds: [-1]", "seeds: [a]", "seeds: null",
        "search: {lr: [1]}", "trials: 3"})
    void aComparisonIsAsTheReaderHasIt(String text) {
        agreed(List.of(text), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "rnn-2_x.y", "-a", ".a", "_a", "a/b", "a b", "../a", "a:b", "9", "\u00e9t\u00e9",
        "a\u00e9", "a@",
        "[a", "a]", "a^b", "a`", "{a", "a~", "a\u007f", "a+b", "a,b"})
    void aVariantHasTheNamesThatThePlannerTakes(String name) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.putObject("variants").putObject(name);
        assertEquals(ComparisonPlanner.NAME.matcher(name).matches(), COMPARISON.accepts(document), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "method: grid", "trials: 1", "trials: 0", "trials: 10000", "trials: 10001",
        "trials: 2.5", "draw_seed: 0", "draw_seed: -1", "eta: 2", "method: best", "{method: grid, trials: 3}",
        "{method: grid, draw_seed: 3}", "{method: random, min_epochs: 3}", "{method: halving, min_epochs: 3, eta: 2}",
        "{method: halving, eta: 1}", "{method: halving, min_epochs: 0}", "{method: halving, trials: 3, draw_seed: 9}",
        "seeds: 3", "variants: {}"})
    void aSweepIsAsTheReaderHasIt(String text) {
        for (String search : List.of("lr: [1]", "lr: {min: 1, max: 2}", "lr: {min: 1, max: 2, scale: log, points: 9}",
                "lr: {min: 1, max: 2, scale: cubic}", "lr: {min: 1, max: 2, points: 1}",
                "lr: {min: 1, max: 2, points: 1001}", "lr: {min: 1}", "lr: {max: 1}", "lr: 3", "lr: []", "lrr: [1]",
                "lr: {min: 1, max: 2, step: 1}", "cell: {min: 1, max: 2}", "")) {
            ObjectNode document = (ObjectNode) YAML.readTree(text.isEmpty() ? "{}" : text);
            document.set("search", YAML.readTree("{" + search + "}"));
            agreed(List.of(document.toString()), true);
        }
        assertFalse(isRead(text.isEmpty() ? "{}" : text, true));
        assertFalse(SWEEP.accepts(YAML.readTree(text.isEmpty() ? "{}" : text)));
    }

    @Test
    void theFilesThatComeWithUnrollFit() throws IOException {
        SchemaChecker run = checker(ConfigSchema.text());
        int experiments = 0;
        try (Stream<Path> files = Files.list(Path.of("..", "configs"))) {
            for (Path file : files.toList()) {
                JsonNode document = YAML.readTree(Files.readString(file));
                boolean compared = document.has("variants");
                experiments += compared || document.has("search") ? 1 : 0;
                SchemaChecker checker = compared ? COMPARISON : document.has("search") ? SWEEP : run;
                assertTrue(checker.accepts(document), file.toString());
                assertEquals(!compared && !document.has("search"), run.accepts(document), file.toString());
            }
        }
        assertEquals(3, experiments);
    }
}
