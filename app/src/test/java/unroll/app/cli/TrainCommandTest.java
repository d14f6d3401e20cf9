package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.app.console.Terminal;

class TrainCommandTest {
    private static final double COMPOSED_TOLERANCE = 1e-5;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(directory);
    }

    @Test
    void writesARunAndShowsWhatItInvents() throws IOException {
        Shell.Outcome outcome = shell.train("run");
        assertEquals(0, outcome.code(), outcome.err());
        for (String file : List.of("config.yaml", "tokenizer.json", "model.safetensors", "last", "metrics.jsonl",
                "provenance.json")) {
            assertTrue(Files.exists(shell.path("run").resolve(file)), file);
        }
        List<String> metrics = Files.readAllLines(shell.path("run/metrics.jsonl"));
        assertEquals(3, metrics.size());
        for (String key : List.of("epoch", "train_loss", "dev_loss", "train_loss_lecture", "dev_loss_lecture",
                "seconds", "tokens", "tokens_per_second")) {
            assertTrue(metrics.get(1).contains("\"" + key + "\":"), key);
        }
        assertTrue(metrics.get(2).contains("\"test_loss\":"));
        assertTrue(outcome.out().contains("test loss"), outcome.out());
        List<String> lines = outcome.outLines();
        assertEquals(10, lines.size() - 1 - lines.indexOf("The model invents:"));
        assertTrue(outcome.err().contains("    2  "), "a line for the second epoch: " + outcome.err());
        Stream.concat(outcome.outLines().stream(), outcome.errLines().stream())
                .filter(line -> !line.startsWith("unroll: warning: ")) // stays one line, for scripts
                .forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"notebook", "rnn", "gru", "gru-v1", "lstm", "mingru"})
    void aCellIsOneWord(String cell) {
        Shell.Outcome outcome = shell.train("run", "--cell", cell);
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.errLines().stream().anyMatch(
                line -> line.matches("model     " + cell + ", 1 layer of 8, 6 tokens, [0-9,]+ parameters")),
                outcome.err());
        assertTrue(outcome.outLines().get(1).startsWith("model       " + cell + ", 1 layer of 8, "), outcome.out());
        Shell.Outcome eval = shell.run("eval", "run");
        assertEquals(0, eval.code(), eval.err());
        assertTrue(eval.out().contains(cell + ", 1 layer of 8, "), eval.out());
        assertEquals(0, shell.run("sample", "run", "-n", "3").code());
    }

    private static final String[] EVERYTHING = {"--cell", "rnn", "--cell-option", "nonlinearity=relu", "--layers", "2",
        "--embedding", "5", "--dropout", "0.25", "--learned-state", "--batch", "4", "--accumulate", "2", "--patience",
        "5", "--optimizer", "adam", "--optimizer-option", "beta1=0.8", "--lr", "0.01", "--schedule", "cosine",
        "--schedule-option", "warmup=3", "--schedule-option", "min_lr=0.0001", "--clip-value", "0.5", "--seed", "7",
        "--split-seed", "9"};

    @Test
    void everySettingIsTakenFromOptionsFilesAndRunsAlike() throws IOException {
        Shell.Outcome options = shell.train("options", EVERYTHING);
        assertEquals(0, options.code(), options.err());
        options.errLines().forEach(line -> assertTrue(line.length() <= 80, line));
        String shown = options.err().replaceAll("\\s+", " ");
        assertTrue(shown.contains("model rnn (nonlinearity relu), 2 layers of 8, embedding 5, dropout 0.25, learned "
                + "state, 6 tokens, "), shown);
        assertTrue(shown.contains("training adam (beta1 0.8), lr 0.01, schedule cosine (min_lr 0.0001, warmup 3), "
                + "gradients clipped to 0.5 each, batches of 2 x 4"), shown);
        shell.file("mine.yaml", "data: words.txt", "cell: rnn", "cell_options:", "  nonlinearity: relu", "layers: 2",
                "hidden_size: 8", "embedding_size: 5", "dropout: 0.25", "learned_state: true", "batch_size: 4",
                "accumulation: 2", "epochs: 2", "patience: 5", "optimizer: adam", "optimizer_options: {beta1: 0.8}",
                "lr: 0.01", "schedule: cosine", "schedule_options: {warmup: 3, min_lr: '0.0001'}", "clip_value: 0.5",
                "seed: 7", "split_seed: 9");
        assertEquals(0, shell.run("train", "--config", "mine.yaml", "--out", "file").code());
        assertEquals(0, shell.run("train", "--config", "options/config.yaml", "--out", "again").code());
        for (String file : List.of("config.yaml", "model.safetensors", "last/optimizer.safetensors")) {
            byte[] expected = Files.readAllBytes(shell.path("options").resolve(file));
            assertArrayEquals(expected, Files.readAllBytes(shell.path("file").resolve(file)), file);
            assertArrayEquals(expected, Files.readAllBytes(shell.path("again").resolve(file)), file);
        }
    }

    /** A setting that changes nothing has not arrived. */
    @ParameterizedTest
    @ValueSource(strings = {"--cell=gru", "--cell-option=nonlinearity=relu", "--layers=2", "--embedding=5",
        "--dropout=0.3", "--tie-weights", "--learned-state", "--batch=4", "--accumulate=2",
        "--optimizer-option=beta1=0.5", "--optimizer=sgd", "--weight-decay=0.1", "--lr=0.002", "--schedule=cosine",
        "--clip-value=0.0001",
        "--max-grad-norm=0.01", "--seed=1", "--split-seed=1"})
    void everySettingChangesTheModel(String option) throws IOException {
        assertEquals(0, shell.train("plain", "--cell", "rnn").code());
        Shell.Outcome other = option.startsWith("--cell=")
                ? shell.train("other", option)
                : shell.train("other", "--cell", "rnn", option);
        assertEquals(0, other.code(), other.err());
        assertFalse(Arrays.equals(Files.readAllBytes(shell.path("plain/model.safetensors")),
                Files.readAllBytes(shell.path("other/model.safetensors"))), option);
    }

    @Test
    void quietLeavesStandardErrorEmpty() {
        Shell.Outcome outcome = shell.train("run", "--quiet");
        assertEquals(0, outcome.code());
        assertEquals("", outcome.err());
        assertTrue(outcome.out().contains("dev loss"));
    }

    @Test
    void twoRunsInOneSecondGetFoldersOfTheirOwn() throws IOException {
        shell.words("my words.txt");
        for (int i = 0; i < 2; i++) {
            assertEquals(0,
                    shell.run("train", "--data", "my words.txt", "--hidden", "4", "--epochs", "1", "-q").code());
        }
        try (Stream<Path> runs = Files.list(shell.path("runs"))) {
            assertEquals(List.of("my_words-20261122-101500", "my_words-20261122-101500-2"),
                    runs.map(run -> run.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void overwritingMovesTheOldRunAside() throws IOException {
        assertEquals(0, shell.train("run").code());
        byte[] old = Files.readAllBytes(shell.path("run/model.safetensors"));
        assertEquals(2, shell.train("run", "--seed", "5").code());
        assertEquals(0, shell.train("run", "--seed", "5", "--overwrite").code());
        try (Stream<Path> folders = Files.list(directory)) {
            Path aside = folders.filter(f -> f.getFileName().toString().startsWith("run.old-")).findAny().orElseThrow();
            assertArrayEquals(old, Files.readAllBytes(aside.resolve("model.safetensors")));
        }
    }

    @Test
    void readsStandardInputAndTheBuiltInNames() {
        shell.withInput("ab\nba\nabba\nbaab\na\nb\naa\nbb\naba\nbab\n");
        Shell.Outcome piped = shell.run("train", "--data", "-", "--hidden", "4", "--epochs", "1", "--out", "piped");
        assertEquals(0, piped.code(), piped.err());
        assertTrue(piped.err().contains("fewer than a batch of 16"), piped.err());
        Shell.Outcome names = shell.run("train", "--hidden", "2", "--epochs", "1", "--out", "names");
        assertEquals(0, names.code(), names.err());
        assertTrue(names.err().contains("built-in names: 2,060 train, 257 dev, 258 test"), names.err());
    }

    @Test
    void warnsOfMoreBatchesInAStepThanThereAre() {
        Shell.Outcome outcome = shell.train("run", "--accumulate", "3");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("warning: an epoch has 2 batches, fewer than the 3 of a step"),
                outcome.err());
        assertFalse(shell.train("other", "--accumulate", "2").err().contains("of a step"));
    }

    @Test
    void warnsOfLettersInBothCases() {
        shell.file("cases.txt", "Anna", "Bob", "anna", "bob", "Ada", "ada", "nan", "oda", "dab", "bad", "Dan", "Noa");
        Shell.Outcome outcome = shell.run("train", "--data", "cases.txt", "--hidden", "4", "--epochs", "1");
        assertEquals(0, outcome.code());
        assertTrue(outcome.err().contains("warning: 4 letters are there in upper and in lower case"), outcome.err());
    }

    @Test
    void aHopelessLossIsAFailedRun() {
        Shell.Outcome outcome = shell.train("run", "--lr", "1e10");
        assertEquals(1, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("more than 10 times that of a uniform guess")
                && outcome.err().contains("lower --lr"), outcome.err());
    }

    @Test
    void anEpsOfZeroIsNamedAndNotTheRate() {
        Shell.Outcome outcome = shell.train("run", "--optimizer-option", "eps=0");
        assertEquals(1, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("is NaN, not a finite number; set eps in optimizer_options above 0"),
                outcome.err());
        assertFalse(outcome.err().contains("--lr"), outcome.err());
    }

    @Test
    void warnsOfAPatienceThatEndsBeforeThePlateau() {
        Shell.Outcome outcome = shell.train("run", "--schedule", "plateau", "--patience", "11");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(1, outcome.errLines().stream().filter(line -> line.startsWith("unroll: warning: patience 11 ends "
                + "training before schedule plateau lowers the rate, which it does after 11 epochs")).count(),
                outcome.err());
        assertFalse(shell.train("more", "--schedule", "plateau", "--patience", "12").err().contains("patience"));
        assertFalse(shell.train("other", "--patience", "1").err().contains("warning: patience"));
    }

    @Test
    void warnsOfALossWorseThanAUniformGuess() {
        Shell.Outcome outcome = shell.train("run", "--lr", "0.0001");
        assertEquals(0, outcome.code());
        assertTrue(outcome.err().contains("worse than a uniform guess"), outcome.err());
    }

    @Test
    void profileShowsTheOperationsOnStandardError() {
        Shell.Outcome outcome = shell.train("run", "--profile", "--composed", "--quiet");
        assertEquals(0, outcome.code());
        assertTrue(outcome.errLines().get(1).startsWith("operation"), outcome.err());
        assertTrue(outcome.err().contains("matmul"), outcome.err());
    }

    @Test
    void theSameSeedGivesTheSameFilesOnAnyNumberOfThreads() throws IOException {
        assertEquals(0, shell.train("one", "--threads", "1", "--seed", "3").code());
        assertEquals(0, shell.train("again", "--threads", "1", "--seed", "3").code());
        assertEquals(0, shell.train("two", "--threads", "2", "--seed", "3").code());
        assertEquals(0, shell.train("other", "--threads", "1", "--seed", "4").code());
        List<Path> files;
        try (Stream<Path> last = Files.walk(shell.path("one/last"))) {
            files = new ArrayList<>(last.filter(Files::isRegularFile).map(shell.path("one")::relativize).toList());
        }
        assertTrue(files.size() >= 2, files.toString());
        files.add(Path.of("model.safetensors"));
        for (Path file : files) {
            byte[] expected = Files.readAllBytes(shell.path("one").resolve(file));
            assertArrayEquals(expected, Files.readAllBytes(shell.path("again").resolve(file)), file.toString());
            assertArrayEquals(expected, Files.readAllBytes(shell.path("two").resolve(file)), file.toString());
        }
        assertFalse(Arrays.equals(Files.readAllBytes(shell.path("one/model.safetensors")),
                Files.readAllBytes(shell.path("other/model.safetensors"))), "another seed gives another model");
    }

    @Test
    void composedGivesTheSameLosses() throws IOException {
        assertEquals(0, shell.train("kernels").code());
        assertEquals(0, shell.train("composed", "--composed").code());
        List<Double> kernels = losses("kernels");
        List<Double> composed = losses("composed");
        assertEquals(6, kernels.size());
        for (int i = 0; i < kernels.size(); i++) {
            assertEquals(kernels.get(i), composed.get(i), COMPOSED_TOLERANCE);
        }
    }

    private List<Double> losses(String run) throws IOException {
        Matcher found = Pattern.compile("\"(?:train_loss|dev_loss|test_loss|test_loss_last)\":([0-9.eE+-]+)")
                .matcher(Files.readString(shell.path(run).resolve("metrics.jsonl")));
        return found.results().map(loss -> Double.valueOf(loss.group(1))).toList();
    }

    @Test
    void jsonIsOneObjectAndNothingElse() {
        Shell.Outcome outcome = shell.train("run", "--json", "--quiet");
        assertEquals(0, outcome.code());
        assertEquals("", outcome.err());
        JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertTrue(json.get("finished").asBoolean());
        assertEquals(shell.path("run").toString(), json.get("run").asString());
        assertEquals(10, json.get("samples").size());
        assertEquals("notebook", json.get("model").get("cell").asString());
        assertEquals(8, json.get("model").get("hidden_size").asInt());
        assertEquals(8, json.get("model").get("embedding_size").asInt());
        assertEquals(246, json.get("model").get("parameters").asInt());
        for (String number : List.of("epochs", "best_epoch", "dev_loss", "test_loss", "test_loss_last", "seconds")) {
            assertTrue(json.get(number).isNumber(), number);
        }
    }

    @Test
    void aTerminalGetsABarThatLeavesNothingBehind() {
        Shell.Outcome outcome = shell.on(new Terminal(true, 80)).train("run", "--epochs", "30");
        assertEquals(0, outcome.code());
        List<String> drawn = List.of(outcome.err().split("[\r\n]"));
        assertTrue(
                drawn.stream().anyMatch(
                        line -> line.matches(
                                "\u001b\\[Kepoch \\d+/30 ([▁-█]{2,12} )?\\[=*>? *\\] +\\d+%  .*tokens/s.*left")),
                outcome.err());
        drawn.stream().filter(line -> line.contains("tokens/s") && line.contains("left"))
                .forEach(line -> assertTrue(line.replace("\u001b[K", "").length() <= 77, line));
        assertTrue(outcome.err().contains("\u001b[32mbest\u001b[0m"), "best is green");
        assertEquals("\u001b[K", outcome.err().stripTrailing().substring(outcome.err().lastIndexOf('\r') + 1));
        assertFalse(outcome.out().contains("\u001b"));
        assertFalse(shell.train("quiet", "--quiet").err().contains("\u001b"));
        assertFalse(shell.on(Terminal.PLAIN).train("plain").err().contains("\u001b"));
    }
}
