package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's mistake costs one line, the right exit code, and nothing else. */
class WrongInputTest {
    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void files() throws IOException {
        shell = new Shell(directory);
        shell.words("words.txt");
        shell.file("empty.txt", new byte[0]);
        shell.file("blank.txt", "", "  ");
        shell.file("binary.txt", new byte[] {'a', 0, 1, 2, '\n'});
        shell.file("latin1.txt", "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        shell.file("one.txt", "emma");
        shell.file("three.txt", "emma", "olivia", "ava");
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'a');
        shell.file("line.txt", megabyte);
        Files.createDirectory(shell.path("folder"));
        Files.createDirectory(shell.path("used"));
        shell.file("used/thing", "mine");
        shell.file("slip.yaml", "hiden_size: 32");
        shell.file("range.yaml", "hidden_size: 0");
        shell.file("cell.yaml", "cell: gruu");
        shell.file("option.yaml", "cell: lstm", "cell_options: {forget_bias: high}");
        shell.file("two.yaml", "max_grad_norm: 1", "clip_value: 1");
        shell.file("tied.yaml", "tie_weights: true", "embedding_size: 4");
        shell.file("backend.yaml", "backend: puer");
        shell.file("schedule.yaml", "schedule: cosine", "schedule_options: {min_lr: 1}");
        shell.file("wide.yaml", "hidden_size: 200000");
    }

    static Stream<Arguments> training() {
        return Stream.of(
                wrong(2, "none.txt does not exist", "--data", "none.txt"),
                wrong(2, "is a directory", "--data", "folder"),
                wrong(1, "empty.txt", "--data", "empty.txt"),
                wrong(1, "blank.txt", "--data", "blank.txt"),
                wrong(1, "binary", "--data", "binary.txt"),
                wrong(1, "line 1", "--data", "latin1.txt"),
                wrong(1, "1 line", "--data", "one.txt"),
                wrong(1, "2 to train, 0 dev and 1 test", "--data", "three.txt"),
                wrong(1, "10000", "--data", "line.txt"),
                wrong(2, "unknown option '--hiden'; did you mean --hidden", "--hiden", "32"),
                wrong(2, "there is no backend 'puer'", "--backend", "puer"),
                wrong(2, "has no device 'gpu7'", "--backend", Shell.defaultBackend() + ":gpu7"),
                wrong(2, "NAME or NAME:DEVICE", "--backend", ":"),
                wrong(2, "--cell: there is no cell 'gruu'; there are: gru, ", "--cell", "gruu"),
                wrong(2, "--cell-option expects KEY=VALUE, found 'high'", "--cell-option", "high"),
                wrong(2, "--cell-option is given twice for 'a'", "--cell-option", "a=1", "--cell-option", "a=2"),
                wrong(2, "--cell-option: cell gru has no option 'forget_bias'; it has none", "--cell", "gru",
                        "--cell-option", "forget_bias=1"),
                wrong(2, "--cell-option: cell lstm: forget_bias must be a number", "--cell", "lstm", "--cell-option",
                        "forget_bias=high"),
                wrong(2, "--layers must be at least 1, found 0", "--layers", "0"),
                wrong(2, "--layers: cell notebook has one layer", "--layers", "2"),
                wrong(2, "--embedding must be at least 1, found 0", "--embedding", "0"),
                wrong(1, "--embedding 2147483647 is too large", "--embedding", "2147483647"),
                wrong(2, "--dropout must be at least 0 and below 1, found 1.0", "--dropout", "1"),
                wrong(2, "--tie-weights needs an embedding as wide as the hidden state, 96, found --embedding 4",
                        "--tie-weights", "--embedding", "4"),
                wrong(2, "--accumulate must be at least 1, found 0", "--accumulate", "0"),
                wrong(2, "--optimizer: there is no optimiser 'adma'; there are: adam", "--optimizer", "adma"),
                wrong(2, "--optimizer-option: optimizer adam has no option 'beta'", "--optimizer-option", "beta=1"),
                wrong(2, "--optimizer-option: optimizer adam: beta1 must be", "--optimizer-option", "beta1=2"),
                wrong(2, "--weight-decay must be a finite number of 0 or more, found -1.0", "--weight-decay", "-1"),
                wrong(2, "--weight-decay and --optimizer-option both give the weight decay", "--weight-decay",
                        "0.1", "--optimizer-option", "weight_decay=0.2"),
                wrong(2, "--schedule: there is no schedule 'cosinus'; there are: cosine, ", "--schedule", "cosinus"),
                wrong(2, "--schedule-option: schedule constant has no option 'gamma'", "--schedule-option", "gamma=1"),
                wrong(2, "--schedule-option: schedule cosine: min_lr must be at most the learning rate 0.001",
                        "--schedule", "cosine", "--schedule-option", "min_lr=1"),
                wrong(2, "schedule cosine: warmup must be below the 20 steps of the training, found 20", "--schedule",
                        "cosine", "--schedule-option", "warmup=20"),
                wrong(2, "--schedule: schedule step: step_size is missing", "--schedule", "step"),
                wrong(2, "--clip-value must be a finite number above 0, found 0.0", "--clip-value", "0"),
                wrong(2, "--max-grad-norm and --clip-value exclude each other", "--clip-value", "1",
                        "--max-grad-norm", "5"),
                wrong(2, "--tokenizer: there is no tokenizer 'chars'", "--tokenizer", "chars"),
                wrong(2, "tokenizer char has no options", "--tokenizer-option", "a=1"),
                wrong(2, "--hidden must be at least 1, found 0", "--hidden", "0"),
                wrong(2, "expected a whole number, found 'many'", "--hidden", "many"),
                wrong(2, "expected a whole number, found '0x20'", "--hidden", "0x20"),
                wrong(2, "of at most 2147483647, found '2147483648'", "--hidden", "2147483648"),
                wrong(1, "takes about", "--hidden", "20000"),
                wrong(1, "--hidden 200000 is too large", "--hidden", "200000"),
                wrong(2, "expected a number such as 2, 0.001 or 1e-3, found 'NaN'", "--lr", "NaN"),
                wrong(2, "expected a number such as 2, 0.001 or 1e-3, found '1f'", "--lr", "1f"),
                wrong(2, "expected a number such as 2, 0.001 or 1e-3, found '1e999'", "--lr", "1e999"),
                wrong(2, "beta1 must be a number of at least 0 and below 1, found '0x1p-2'", "--optimizer-option",
                        "beta1=0x1p-2"),
                wrong(2, "--lr must be", "--lr", "0"),
                wrong(2, "--max-grad-norm must be", "--max-grad-norm", "-1"),
                wrong(2, "--batch must be at least 1", "--batch", "0"),
                wrong(2, "--epochs must be at least 1", "--epochs", "0"),
                wrong(2, "--threads must be 1 to", "--threads", "0"),
                wrong(2, "--seed must be 0 or more, found -1", "--seed", "-1"),
                wrong(2, "--split-seed must be 0 or more", "--split-seed", "-3"),
                wrong(2, "used is not empty", "--out", "used"),
                wrong(2, "is a file", "--out", "words.txt"),
                wrong(1, "cannot be created", "--out", "words.txt/run"),
                wrong(2, "unexpected argument 'words.txt'", "words.txt"),
                wrong(2, "--patience must be at least 1, found 0", "--patience", "0"),
                wrong(2, "none.yaml does not exist", "--config", "none.yaml"),
                wrong(2, "folder is a directory", "--config", "folder"),
                wrong(2, "unknown key 'hiden_size'; did you mean hidden_size?", "--config", "slip.yaml"),
                wrong(2, "hidden_size: expected a number from 1", "--config", "range.yaml"),
                wrong(2, "unroll: cell.yaml, cell: there is no cell 'gruu'", "--config", "cell.yaml"),
                wrong(2, "unroll: option.yaml, cell_options: cell lstm: forget_bias must be", "--config",
                        "option.yaml"),
                wrong(2, "two.yaml, max_grad_norm and two.yaml, clip_value exclude each other", "--config", "two.yaml"),
                wrong(2, "tied.yaml, tie_weights needs an embedding as wide as the hidden state, 96, found tied.yaml, "
                        + "embedding_size 4", "--config", "tied.yaml"),
                wrong(2, "unroll: backend.yaml, backend: there is no backend 'puer'", "--config", "backend.yaml"),
                wrong(2, "unroll: schedule.yaml, schedule_options: schedule cosine: min_lr", "--config",
                        "schedule.yaml"),
                wrong(1, "unroll: wide.yaml, hidden_size 200000 is too large", "--config", "wide.yaml"),
                wrong(2, "there is no run at", "--resume", "nothing"),
                wrong(2, "leave out --config", "--resume", "used", "--config", "range.yaml"),
                wrong(2, "leave out --out", "--resume", "used", "--out", "other"),
                wrong(2, "--hidden cannot change", "--resume", "used", "--hidden", "3"),
                wrong(2, "--cell-option cannot change", "--resume", "used", "--cell-option", "a=3"),
                wrong(2, "--schedule cannot change", "--resume", "used", "--schedule", "cosine"),
                wrong(2, "--tie-weights cannot change", "--resume", "used", "--no-tie-weights"),
                wrong(1, "is not the folder of a run", "--resume", "used"),
                wrong(2, "--data", "--data"));
    }

    private static Arguments wrong(int code, String says, String... options) {
        return Arguments.of(code, says, options);
    }

    @ParameterizedTest
    @MethodSource("training")
    void trainingRefuses(int code, String says, String[] options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("train"));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--data")) {
            arguments.add("--data=words.txt");
        }
        refused(code, says, shell.run(arguments.toArray(String[]::new)));
        assertFalse(Files.exists(shell.path("runs")), "a run was begun");
        assertEquals("mine\n", Files.readString(shell.path("used/thing")));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                wrong(2, "unknown command 'tran'; did you mean train? See", "tran"),
                wrong(2, "unknown command 'publish'; see 'unroll --help'", "publish"),
                wrong(2, "unknown option '--backand=x'; did you mean --backend? See", "sample", "run", "--backand=x"),
                wrong(2, "unknown option '--xyzzy'; see", "data", "--xyzzy"),
                wrong(2, "--tokenizer-option: tokenizer char has no options, found [a]", "config",
                        "--tokenizer-option", "a=1"),
                wrong(2, "--backend: backend " + Shell.defaultBackend() + " has no device 'gpu7'; there are: cpu",
                        "config", "--backend", Shell.defaultBackend() + ":gpu7"),
                wrong(2, "unknown option '--versoin'", "--versoin"),
                wrong(2, "RUN", "sample"),
                wrong(2, "there is no run at", "sample", "nothing"),
                wrong(2, "is a file", "sample", "words.txt"),
                wrong(1, "is not the folder of a run", "sample", "used"),
                wrong(2, "-n must be at least 1", "sample", "run", "-n", "0"),
                wrong(2, "--max-length must be at least 1", "sample", "run", "--max-length", "0"),
                wrong(2, "--top-k must be at least 1", "sample", "run", "--top-k", "0"),
                wrong(2, "--top-p must be above 0", "sample", "run", "--top-p", "0"),
                wrong(2, "--epochs must be at least 1", "config", "--epochs", "0"),
                wrong(2, "'fish'", "completion", "fish"),
                wrong(2, "SHELL", "completion"),
                wrong(2, "is finished, after epoch 2 of 2; raise --epochs", "train", "--resume", "run"),
                wrong(2, "--epochs must be at least 2 for", "train", "--resume", "run", "--epochs", "1"),
                wrong(1, "is not what the run was trained on", "train", "--resume", "run", "--epochs", "3", "--data",
                        "three.txt"),
                wrong(2, "--temperature must be", "sample", "run", "--temperature", "-1"),
                wrong(2, "--seed must be 0 or more", "sample", "run", "--seed", "-1"),
                wrong(2, "character 'z' (U+007A) at position 3", "sample", "run", "--prompt", "abz"),
                wrong(1, "character 'e'", "eval", "run", "--data", "three.txt"),
                wrong(2, "does not exist", "eval", "run", "--data", "none.txt"),
                wrong(2, "'middle'", "eval", "run", "--split", "middle"),
                wrong(1, "empty", "eval", "run", "--data", "single.txt", "--split", "dev"),
                wrong(2, "none.txt does not exist", "data", "none.txt"),
                wrong(1, "empty.txt", "data", "empty.txt"),
                wrong(2, "--split-seed must be 0 or more", "data", "--split-seed", "-1"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherCommandsRefuse(int code, String says, String[] arguments) {
        shell.file("single.txt", "abad");
        assertEquals(0, shell.train("run").code());
        refused(code, says, shell.run(arguments));
    }

    @Test
    void mistakesAreFoundBeforeTheDataIsRead() {
        for (String[] options : new String[][] {{"--cell", "gruu"}, {"--layers", "2"}, {"--schedule", "step"},
            {"--optimizer-option", "a=1"}, {"--tokenizer-option", "a=1"}, {"--hidden", "200000"},
            {"--config", "cell.yaml"},
            {"--backend", "puer"}}) {
            List<String> arguments = new ArrayList<>(List.of("train", "--data", "none.txt"));
            arguments.addAll(List.of(options));
            Shell.Outcome outcome = shell.run(arguments.toArray(String[]::new));
            assertFalse(outcome.err().contains("none.txt"), outcome.err());
        }
    }

    @Test
    void theVariableIsNamedWhereItIsWrong() {
        refused(2, "$UNROLL_BACKEND: a backend is given as NAME or NAME:DEVICE, found ':'",
                shell.with("UNROLL_BACKEND", ":").run("train", "--data", "words.txt"));
        refused(2, "$UNROLL_BACKEND: there is no backend 'puer'",
                shell.with("UNROLL_BACKEND", "puer").run("train", "--data", "words.txt"));
    }

    @Test
    void whatARunNamesAndIsNotThereIsNamed() throws IOException {
        assertEquals(0, shell.train("run").code());
        Path config = shell.path("run/config.yaml");
        Files.writeString(config, Files.readString(config).replace("cell: notebook", "cell: gone"));
        refused(2, "config.yaml, cell: there is no cell 'gone'", shell.run("train", "--resume", "run"));
        refused(2, "there is no cell 'gone'", shell.run("sample", "run"));
        Files.writeString(config, Files.readString(config).replace("dropout: 0.0", "dropout: 2"));
        refused(1, "config.yaml, dropout: expected a number of at least 0 and below 1, found 2",
                shell.run("eval", "run"));
    }

    @Test
    void refusesARunOfANewerVersion() throws IOException {
        assertEquals(0, shell.train("run").code());
        Path config = shell.path("run/config.yaml");
        Files.writeString(config, Files.readString(config).replaceFirst("format: \\d+", "format: 99"));
        refused(1, "newer version", shell.run("sample", "run"));
        refused(1, "newer version", shell.run("eval", "run"));
    }

    @Test
    void refusesADamagedModel() throws IOException {
        assertEquals(0, shell.train("run").code());
        Path model = shell.path("run/model.safetensors");
        byte[] content = Files.readAllBytes(model);
        Files.write(model, Arrays.copyOf(content, content.length - 5));
        refused(1, "model.safetensors", shell.run("sample", "run"));
        Files.delete(model);
        refused(1, "model.safetensors is missing", shell.run("sample", "run"));
    }

    @Test
    void aRateThatDivergesKeepsWhatWasSaved() {
        Shell.Outcome outcome = shell.run("train", "--data", "words.txt", "--hidden", "8", "--lr", "1e38", "--out",
                "run", "--quiet");
        refused(1, "lower --lr", outcome);
        assertTrue(outcome.err().contains("batch"), outcome.err());
        assertTrue(Files.exists(shell.path("run/config.yaml")));
    }

    @Test
    void checkFiniteNamesTheOperation() {
        refused(1, "operation ", shell.run("train", "--data", "words.txt", "--hidden", "8", "--lr", "1e38", "--out",
                "run", "--quiet", "--check-finite"));
    }

    @Test
    void noCommandShowsTheHelpAsAnError() {
        Shell.Outcome outcome = shell.run();
        assertEquals(2, outcome.code());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().startsWith("Usage: unroll"), outcome.err());
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        Shell.Outcome asked = shell.run("train", "--data", "none.txt", "--stacktrace");
        assertEquals(2, asked.code());
        assertTrue(asked.err().contains("\tat "), asked.err());
        assertTrue(new Shell(directory).with("UNROLL_DEBUG", "1").run("train", "--data", "none.txt").err()
                .contains("\tat "));
    }

    private static void refused(int code, String says, Shell.Outcome outcome) {
        assertEquals(1, outcome.errLines().size(), outcome.err());
        assertTrue(outcome.err().startsWith("unroll: "), outcome.err());
        assertTrue(outcome.err().contains(says), outcome.err());
        assertEquals(code, outcome.code(), outcome.err());
        assertEquals("", outcome.out());
    }
}
