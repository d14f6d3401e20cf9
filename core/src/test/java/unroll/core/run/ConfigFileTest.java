package unroll.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.api.nn.CellProvider;
import unroll.api.optim.OptimizerProvider;
import unroll.api.text.TokenizerProvider;
import unroll.core.config.BackendChoice;
import unroll.core.config.Choice;
import unroll.core.config.ConfigKey;
import unroll.core.config.DataConfig;
import unroll.core.config.LayeredConfig;
import unroll.core.config.ModelConfig;
import unroll.core.config.OptimizerConfig;
import unroll.core.config.Origin;
import unroll.core.config.RunConfig;
import unroll.core.plugin.Installed;
import unroll.core.schedule.Schedules;

class ConfigFileTest {
    private static final BackendChoice BACKEND = new BackendChoice("swift", "gpu0", 4);

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("config.yaml");
    }

    /** What the file of a run holds. */
    private record Settings(RunConfig config, BackendChoice backend) {
    }

    private Settings read(String text) throws IOException {
        LayeredConfig read = ConfigFile.read(Files.writeString(file, text));
        return new Settings(read.runConfig(), read.backendChoice());
    }

    private static RunConfig config(@Nullable String data, String cell, @Nullable Double maxGradNorm) {
        return new RunConfig(new DataConfig(data, Choice.of("char"), 8),
                new ModelConfig(Choice.of(cell), 2, 3, 7, 0.25, false, true),
                new OptimizerConfig(Choice.of("adam"), 0.5, 0.0, Choice.of("constant"), maxGradNorm, null), 4, 2, 5, 6,
                9);
    }

    @Test
    void isReadable() {
        assertEquals("""
                format: 1
                data: null
                tokenizer: char
                tokenizer_options: {}
                split_seed: 123
                cell: notebook
                cell_options: {}
                layers: 1
                hidden_size: 96
                embedding_size: null
                dropout: 0.0
                tie_weights: false
                learned_state: false
                batch_size: 16
                accumulation: 1
                epochs: 10
                patience: null
                optimizer: adam
                optimizer_options: {}
                lr: 0.001
                weight_decay: null
                schedule: constant
                schedule_options: {}
                max_grad_norm: null
                clip_value: null
                seed: 0
                backend: swift
                device: gpu0
                threads: 4
                """, ConfigFile.text(RunConfig.LECTURE, BACKEND));
    }

    @Test
    void mayBeEditedByHand() throws IOException {
        String text = "# mine\n" + ConfigFile.text(RunConfig.LECTURE, BACKEND)
                .replace("lr: 0.001", "lr: 1e-3   # as usual").replace("max_grad_norm: null", "max_grad_norm: 5")
                .replace("cell: notebook", "cell: 'notebook'").replace("data: null", "data: ~");
        RunConfig expected = new RunConfig(DataConfig.LECTURE, ModelConfig.LECTURE, new OptimizerConfig(
                Choice.of("adam"), 0.001, null, Choice.of("constant"), 5.0, null), 16, 1, 10, null, 0);
        assertEquals(new Settings(expected, BACKEND), read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"names.txt", "null", "~", "true", "no", "123", "1e3", "0x1F", "0o17", "1_000", ".inf",
        ".nan",
        "", " ", " lead", "trail ", "a: b", "a #b", "# c", "- d", "{e}", "[f]", "*g", "&h", "!i", "%j", "@k", "`l",
        "'q'", "\"r\"", "C:\\data\\names.txt", "two\nlines", "tab\there", "\u00e9\u65e5\ud83d\ude00", "---", "...",
        "2026-01-01", "1:30", "=", "<<", "?", "a,b", "\u0007", "\u0085", "\u2028", "\ufeffx", "\u00a0"})
    void anyTextSurvives(String text) throws IOException {
        RunConfig config = new RunConfig(new DataConfig(text, Choice.of("char"), 0),
                new ModelConfig(new Choice(text, Map.of("a", text, "b", "c")), 1, 1, null, 0, true, true),
                new OptimizerConfig(new Choice("adam", Map.of("k" + text, "v")), 1, null, Choice.of("constant"), null,
                        null),
                1, 1, 1, 2, 0);
        BackendChoice backend = new BackendChoice(text, text, 0);
        assertEquals(new Settings(config, backend), read(ConfigFile.text(config, backend)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyNumberSurvives(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            double rate = Math.abs(Double.longBitsToDouble(random.nextLong()));
            double norm = Math.exp(random.nextGaussian() * 20);
            if (!(rate > 0) || Double.isInfinite(rate)) {
                continue;
            }
            RunConfig config = new RunConfig(new DataConfig(null, Choice.of("char"), Long.MAX_VALUE),
                    new ModelConfig(new Choice("gru", Map.of("a", Double.toString(norm), "b", "" + random.nextLong())),
                            1, 1 + random.nextInt(Integer.MAX_VALUE), null, random.nextDouble(), false, false),
                    new OptimizerConfig(Choice.of("adam"), rate, norm / 3, Choice.of("constant"), null, norm),
                    Integer.MAX_VALUE, 1 + random.nextInt(9), 1, 1 + random.nextInt(9), random.nextLong() >>> 1);
            assertEquals(config, read(ConfigFile.text(config, BACKEND)).config(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            format: 1           | format: 2             | made by a newer version: format 2, this Unroll reads up to 1; update Unroll
            format: 1           | format: 0             | format: expected a number from 1
            format: 1           | format: one           | format: expected a whole number, found "one"
            format: 1           | form: 1               | lacks the key 'format'
            seed: 0             | seed: 0\\nhiden_size: 3 | unknown key 'hiden_size'
            seed: 0             | seed: 0\\nseed: 0      | damaged
            hidden_size: 96     | hidden_size: 0        | hidden_size: expected a number from 1
            hidden_size: 96     | hidden_size: 96.5     | hidden_size: expected a whole number
            hidden_size: 96     | hidden_size: 3000000000 | hidden_size: expected a number from 1 to 2147483647
            hidden_size: 96     | hidden_size: [96]     | hidden_size: expected a whole number, found an array
            hidden_size: 96     | hidden: 96            | lacks the key 'hidden_size'
            epochs: 10          | epochs: '10'          | epochs: expected a whole number, found "10"
            patience: null      | patience: 0           | patience: expected a number from 1
            lr: 0.001           | lr: fast              | lr: expected a number
            lr: 0.001           | lr: null              | lr: expected a finite number
            lr: 0.001           | lr: -1                | lr: expected a finite number above 0
            layers: 1           | layers: 0             | layers: expected a number from 1
            dropout: 0.0        | dropout: 1            | dropout: expected a number of at least 0 and below 1, found 1
            dropout: 0.0        | dropout: many         | dropout: expected a number, found "many"
            tie_weights: false  | tie_weights: 1        | tie_weights: expected true or false, found 1
            learned_state: false | learned_state: null | learned_state: expected true or false, found null
            embedding_size: null | embedding_size: -1   | embedding_size: expected a number from 1
            weight_decay: null  | weight_decay: -1      | weight_decay: expected a finite number of at least 0
            weight_decay: null  | weight_decay: .inf    | weight_decay: expected a finite number of at least 0
            max_grad_norm: null\\nclip_value: null | max_grad_norm: 1\\nclip_value: 1 | clip_value exclude each other
            cell_options: {}    | cell_options: []      | cell_options: expected names and values, found an array
            cell_options: {}    | cell_options: null    | cell_options: expected names and values, found null
            cell_options: {}    | 'cell_options: {a: ~}' | cell_options, a: expected a number, true, false or a text, found null
            cell_options: {}    | 'cell_options: {a: [1]}' | cell_options, a: expected a number, true, false or a text, found an array
            cell_options: {}    | 'cell_options: {a: 1, a: 2}' | damaged
            lr: 0.001           | lr: .inf              | lr
            split_seed: 123     | split_seed: -1        | split_seed: expected a number from 0
            cell: notebook      | cell: null            | cell: expected a text, found null
            cell: notebook      | cell: {a: b}          | cell: expected a text, found an object
            threads: 4          | threads: -1           | threads: expected a number from 0
            tokenizer: char     | tokenizer: 'char      | damaged
            tokenizer: char     | tokenizer: [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]] | damaged
            threads: 4          | threads: 4\\n---\\nx: 1 | damaged
            """)
    void damageIsNamed(String from, String to, String words) {
        String text = ConfigFile.text(RunConfig.LECTURE, BACKEND);
        String before = from.replace("\\n", "\n");
        assertTrue(text.contains(before));
        String changed = text.replace(before, to.replace("\\n", "\n"));
        String message = assertThrows(ModelFormatException.class, () -> read(changed)).getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(words), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void whatIsNoDocumentIsNamed() {
        for (String text : List.of("", "just text", "- a\n- b", "\u0000", "a: &x [*x]\n", "a: !!java.net.URL [x]\n",
                "? {a: b} : c", "%YAML 9.9\n---\na: 1")) {
            String message = assertThrows(ModelFormatException.class, () -> read(text), text).getMessage();
            assertTrue(message.startsWith(file.toString()), message);
        }
    }

    @Test
    void aNewerFormatIsNamedBeforeItsUnknownKeys() {
        String message = assertThrows(ModelFormatException.class, () -> read("format: 3\nlayers: 2\n")).getMessage();
        assertTrue(message.contains("newer version: format 3"), message);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void aMutatedFileIsRefusedOrSound(long seed) throws IOException {
        Random random = new Random(seed);
        String good = ConfigFile.text(RunConfig.LECTURE, BACKEND);
        String alphabet = ":-[]{}#&*!|>'\"%@`,? \n\t0123456789.e~nulld_\u0000\u00e9";
        int refused = 0;
        for (int round = 0; round < 250; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                }
            }
            Settings read;
            try {
                read = read(text.toString());
            } catch (ModelFormatException e) {
                refused++;
                continue;
            }
            assertEquals(read, read(ConfigFile.text(read.config(), read.backend())), "seed " + seed + ":\n" + text);
        }
        assertTrue(refused > 50 && refused < 250, "refused " + refused + ", seed " + seed);
    }

    @Test
    void aRunOfBeforeThereWasPatienceHasNone() throws IOException {
        String text = ConfigFile.text(RunConfig.LECTURE, BACKEND).replace("patience: null\n", "");
        assertEquals(RunConfig.LECTURE, read(text).config());
    }

    @Test
    void aRunOfBeforeThereWereMoreCellsIsReadAsWhatItWas() throws IOException {
        assertEquals(new Settings(RunConfig.LECTURE, BACKEND), read("""
                format: 1
                data: null
                tokenizer: char
                cell: notebook
                hidden_size: 96
                batch_size: 16
                epochs: 10
                optimizer: adam
                lr: 0.001
                max_grad_norm: null
                split_seed: 123
                seed: 0
                backend: swift
                device: gpu0
                threads: 4
                """));
    }

    @Test
    void optionsAreTextsNumbersOrTruthValues() throws IOException {
        LayeredConfig read = readSome("cell_options: {a: 1, b: 0.5, c: true, d: relu, e: '1', f: 1e-3}");
        assertEquals(Map.of("a", "1", "b", "0.5", "c", "true", "d", "relu", "e", "1", "f", "0.001"),
                read.get(ConfigKey.CELL_OPTIONS).value());
        String text = ConfigFile.text(new RunConfig(DataConfig.LECTURE,
                new ModelConfig(new Choice("x", Map.of("a", "1", "b", "0.5", "c", "true", "d", "relu", "e", "1e-3",
                        "f", "-07", "g", "null")), 1, 96, null, 0, false, false),
                OptimizerConfig.LECTURE, 16, 1, 10, null, 0), BACKEND);
        assertTrue(text.contains("""
                cell_options:
                  a: 1
                  b: 0.5
                  c: true
                  d: relu
                  e: "1e-3"
                  f: "-07"
                  g: "null"
                """), text);
    }

    private LayeredConfig readSome(String text) throws IOException {
        return ConfigFile.readSome(Files.writeString(file, text), "mine");
    }

    @Test
    void aUserWritesWhatIsNotTheDefault() throws IOException {
        LayeredConfig some = readSome("hidden_size: 128\nlr: 1e-2\nmax_grad_norm: ~\nseed: 9223372036854775807\n");
        assertEquals(new LayeredConfig.Value(128, new Origin.File("mine")), some.get(ConfigKey.HIDDEN_SIZE));
        assertFalse(some.has(ConfigKey.EPOCHS));
        RunConfig config = LayeredConfig.defaults().under(some).runConfig();
        assertEquals(new RunConfig(DataConfig.LECTURE,
                new ModelConfig(Choice.of("notebook"), 1, 128, null, 0, false, false), new OptimizerConfig(
                        Choice.of("adam"), 0.01, null, Choice.of("constant"), null, null),
                16, 1, 10, null, Long.MAX_VALUE), config);
    }

    @Test
    void theFileOfARunIsAUsersFileToo() throws IOException {
        RunConfig config = config("a b.txt", "gru", 7.5);
        LayeredConfig read = readSome(ConfigFile.text(config, BACKEND));
        assertEquals(config, read.runConfig());
        assertEquals(BACKEND, read.backendChoice());
    }

    @Test
    void whatIsExplainedIsReadBack() throws IOException {
        RunConfig config = config("two\nlines # of\tnames", "gru", 7.5);
        LayeredConfig read = readSome(ConfigFile.text(config, BACKEND));
        String text = ConfigFile.explained(read.with(ConfigKey.SEED, 10L,
                Origin.option(ConfigKey.SEED)).with(ConfigKey.CELL_OPTIONS, Map.of("a", "1.5"),
                        Origin.option(ConfigKey.CELL_OPTIONS)));
        assertTrue(text.contains("hidden_size: 3") && text.contains("# mine") && text.contains("seed: 10"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("seed: 10 +# --seed")), text);
        assertTrue(text.contains("# --cell-option\ncell_options:\n  a: 1.5\n"), text);
        assertEquals(config.data(), readSome(text).runConfig().data());
        assertEquals(Map.of("a", "1.5"), readSome(text).runConfig().model().cell().options());
        assertEquals(10, readSome(text).runConfig().seed());
        assertEquals(BACKEND, readSome(text).backendChoice());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hiden_size: 3       | unknown key 'hiden_size'; did you mean hidden_size?
            hidden: 3           | unknown key 'hidden'; did you mean hidden_size?
            batch-size: 3       | unknown key 'batch-size'; did you mean batch_size?
            max-grad-norm: 3    | unknown key 'max-grad-norm'; did you mean max_grad_norm?
            Seed: 3             | unknown key 'Seed'; did you mean seed?
            embedding: 3        | unknown key 'embedding'; did you mean embedding_size?
            accumulate: 3       | unknown key 'accumulate'; did you mean accumulation?
            cell_option: {}     | unknown key 'cell_option'; did you mean cell_options?
            quite_another: 3    | unknown key 'quite_another'; the keys are data, tokenizer, tokenizer_options
            dropout: 1.0        | dropout: expected a number of at least 0 and below 1, found 1.0
            schedule_options: 3 | schedule_options: expected names and values, found 3
            learned_state: yes  | learned_state: expected true or false, found "yes"
            hidden_size: 0      | hidden_size: expected a number from 1
            epochs: many        | epochs: expected a whole number, found "many"
            epochs: ~           | epochs: expected a whole number, found null
            lr: -1              | lr: expected a finite number above 0, found -1
            lr: .inf            | lr: expected a finite number above 0
            threads: 2000       | threads: expected a number from 0 to 1024, found 2000
            format: 2           | made by a newer version
            seed: 1\\nseed: 2    | damaged
            seed: [1\\ncell: gru | while parsing a flow sequence, expected
            - list              | expected names and values
            """)
    void aUsersMistakeIsNamed(String text, String words) {
        String message = assertThrows(UsageException.class, () -> readSome(text.replace("\\n", "\n"))).getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(words), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aMissingFileIsAUsersMistake() {
        assertTrue(assertThrows(UsageException.class, () -> ConfigFile.readSome(file, "mine")).getMessage()
                .contains("does not exist"));
        assertTrue(assertThrows(UsageException.class, () -> ConfigFile.readSome(folder, "mine")).getMessage()
                .contains("is a directory"));
    }

    private static Set<String> installed(ConfigKey key) {
        return new TreeSet<>(switch (key) {
            case CELL -> Installed.builtIn().cells().all().stream().map(CellProvider::name).toList();
            case OPTIMIZER -> Installed.builtIn().optimizers().all().stream().map(OptimizerProvider::name).toList();
            case TOKENIZER -> Installed.builtIn().tokenizers().all().stream().map(TokenizerProvider::name).toList();
            default -> List.of();
        });
    }

    @Test
    void theSchemaSaysWhatIsRead() throws IOException {
        Path schema = Files.writeString(folder.resolve("schema.json"), ConfigSchema.text());
        JsonNode properties = JsonMapper.shared().readTree(Files.readString(schema)).get("properties");
        List<String> keys = new ArrayList<>(List.of("format"));
        for (ConfigKey key : ConfigKey.values()) {
            keys.add(key.key());
        }
        assertEquals(keys, List.copyOf(properties.propertyNames()));
        for (ConfigKey key : ConfigKey.values()) {
            JsonNode property = properties.get(key.key());
            if (property.has("enum")) {
                assertEquals(ConfigKey.SCHEDULE, key);
                List<String> names = new ArrayList<>();
                property.get("enum").forEach(name -> names.add(name.asString()));
                assertEquals(Schedules.names(), names);
                continue;
            }
            assertEquals(key.nullable(), property.get("type").toString().contains("null"), key.key());
            String type = switch (key.kind()) {
                case TEXT -> "string";
                case FLAG -> "boolean";
                case COUNT, SEED, THREADS -> "integer";
                case POSITIVE, NOT_NEGATIVE, SHARE -> "number";
                case OPTIONS -> "object";
            };
            assertTrue(property.get("type").toString().contains(type), key.key());
            assertEquals(key.kind() == ConfigKey.Kind.POSITIVE, property.has("exclusiveMinimum"), key.key());
            assertEquals(key.kind() == ConfigKey.Kind.SHARE, property.has("exclusiveMaximum"), key.key());
            if (property.has("minimum") && type.equals("number")) {
                assertEquals(0, property.get("minimum").asInt(), key.key());
                readSome(key.key() + ": 0");
                assertThrows(UsageException.class, () -> readSome(key.key() + ": -0.001"), key.key());
            } else if (property.has("minimum")) {
                String below = property.get("minimum").asInt() - 1 + "";
                assertThrows(UsageException.class, () -> readSome(key.key() + ": " + below), key.key());
                readSome(key.key() + ": " + property.get("minimum"));
                readSome(key.key() + ": " + property.get("maximum"));
                String above = property.get("maximum").bigIntegerValue().add(BigInteger.ONE).toString();
                assertThrows(UsageException.class, () -> readSome(key.key() + ": " + above), key.key());
            }
            if (property.has("examples")) {
                List<String> names = new ArrayList<>();
                property.get("examples").forEach(name -> names.add(name.asString()));
                assertEquals(installed(key), new TreeSet<>(names), key.key());
            }
            if (LayeredConfig.defaults().has(key)) {
                Object standard = LayeredConfig.defaults().get(key).value();
                JsonNode stated = property.get("default");
                if (standard instanceof Double number) {
                    assertEquals(number, stated.asDouble(), key.key());
                } else {
                    assertEquals(String.valueOf(standard),
                            stated.isObject() ? stated.toString() : stated.asString("null"),
                            key.key());
                }
            }
        }
    }

    @Test
    void anExperimentIsNoConfigurationOfARun() throws IOException {
        Files.writeString(file, "epochs: 3\nseeds: 3\nvariants: {a: {}, b: {}}\n");
        assertTrue(assertThrows(UsageException.class, () -> ConfigFile.readSome(file, "c")).getMessage()
                .endsWith("give it to 'unroll compare'"));
        Files.writeString(file, "method: grid\nsearch: {lr: [1]}\n");
        assertTrue(assertThrows(UsageException.class, () -> ConfigFile.readSome(file, "c")).getMessage()
                .endsWith("give it to 'unroll sweep'"));
    }
}
