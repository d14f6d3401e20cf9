package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(directory);
    }

    private String line(String key, Shell.Outcome outcome) {
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals("", outcome.err());
        return outcome.outLines().stream().filter(line -> line.startsWith(key + ": ")).findAny().orElseThrow()
                .replaceAll(" +", " ");
    }

    @Test
    void saysWhereEachValueComesFrom() {
        shell.file("mine.yaml", "hidden_size: 32", "epochs: 3", "backend: swift");
        shell.with("UNROLL_BACKEND", "slow:gpu1");
        Shell.Outcome file = shell.run("config", "--config", "mine.yaml", "--epochs", "4");
        assertEquals("hidden_size: 32 # mine.yaml", line("hidden_size", file));
        assertEquals("epochs: 4 # --epochs", line("epochs", file));
        assertEquals("lr: 0.001 # default", line("lr", file));
        assertEquals("backend: swift # mine.yaml", line("backend", file));
        assertEquals("device: null # mine.yaml", line("device", file));
        Shell.Outcome environment = shell.run("config");
        assertEquals("backend: slow # $UNROLL_BACKEND", line("backend", environment));
        assertEquals("device: gpu1 # $UNROLL_BACKEND", line("device", environment));
        assertEquals("backend: quick # --backend", line("backend", shell.run("config", "--backend", "quick:cpu")));
        assertEquals("backend: " + Shell.defaultBackend() + " # default",
                line("backend", new Shell(directory).run("config")));
    }

    @Test
    void whatItPrintsIsAFileForTrain() throws IOException {
        shell.words("words.txt");
        Shell.Outcome printed = shell.run("config", "--data", "words.txt", "--hidden", "8", "--epochs", "2",
                "--max-grad-norm", "2.5", "--seed", "3");
        Files.writeString(shell.path("printed.yaml"), printed.out());
        assertEquals(0, shell.run("train", "--config", "printed.yaml", "--out", "a").code());
        assertEquals(0, shell.run("train", "--config", "a/config.yaml", "--out", "b").code());
        assertEquals(0, shell.train("c", "--max-grad-norm", "2.5", "--seed", "3").code());
        assertEquals(Files.readString(shell.path("c/config.yaml")), Files.readString(shell.path("a/config.yaml")));
        assertEquals(Files.readString(shell.path("c/config.yaml")), Files.readString(shell.path("b/config.yaml")));
    }

    @Test
    void dataIsBesideTheFileThatNamesIt() throws IOException {
        Files.createDirectory(shell.path("sub"));
        shell.file("sub/mine.yaml", "data: names.txt");
        String expected = directory.resolve("sub").resolve("names.txt").toAbsolutePath().normalize().toString();
        assertTrue(line("data", shell.run("config", "--config", "sub/mine.yaml")).contains(expected));
        shell.file("sub/piped.yaml", "data: '-'");
        assertEquals("data: \"-\" # sub/piped.yaml", line("data", shell.run("config", "--config", "sub/piped.yaml")));
    }

    @Test
    void flagsOverrideTheFile() throws IOException {
        shell.words("words.txt");
        shell.file("mine.yaml", "data: words.txt", "hidden_size: 4", "epochs: 1", "cell: none");
        assertEquals(2, shell.run("train", "--config", "mine.yaml").code());
        Shell.Outcome trained = shell.run("train", "--config", "mine.yaml", "--cell", "notebook", "--out", "run");
        assertEquals(0, trained.code(), trained.err());
        String config = Files.readString(shell.path("run/config.yaml"));
        assertTrue(config.contains("hidden_size: 4\n") && config.contains("epochs: 1\n"), config);
    }

    @Test
    void optionsOfAFileAndOfTheCommandLineAreTakenTogether() {
        shell.file("mine.yaml", "cell: lstm", "cell_options: {forget_bias: 1}", "max_grad_norm: 5",
                "optimizer_options: {beta1: 0.8, beta2: 0.9}");
        Shell.Outcome both = shell.run("config", "--config", "mine.yaml", "--optimizer-option", "beta1=0.7");
        assertEquals(0, both.code(), both.err());
        assertTrue(both.out().contains("# mine.yaml\ncell_options:\n  forget_bias: 1\n"), both.out());
        assertTrue(both.out().contains("""
                # mine.yaml and --optimizer-option
                optimizer_options:
                  beta1: 0.7
                  beta2: 0.9
                """), both.out());
        Shell.Outcome other = shell.run("config", "--config", "mine.yaml", "--cell", "gru", "--clip-value", "0.5");
        assertEquals("cell_options: {} # default", line("cell_options", other));
        assertEquals("max_grad_norm: null # default", line("max_grad_norm", other));
        assertEquals("clip_value: 0.5 # --clip-value", line("clip_value", other));
    }

    @Test
    void whatAFileTurnsOnIsTurnedOff() {
        shell.file("mine.yaml", "tie_weights: true", "learned_state: true");
        Shell.Outcome outcome = shell.run("config", "--config", "mine.yaml", "--no-tie-weights");
        assertEquals("tie_weights: false # --tie-weights", line("tie_weights", outcome));
        assertEquals("learned_state: true # mine.yaml", line("learned_state", outcome));
        assertEquals("tie_weights: true # --tie-weights", line("tie_weights", shell.run("config", "--tie-weights")));
    }

    @Test
    void printsTheSchema() {
        Shell.Outcome schema = shell.run("config", "--schema");
        assertEquals(0, schema.code());
        assertTrue(schema.out().contains("https://json-schema.org/draft/2020-12/schema"));
        assertEquals(schema, shell.run("config", "--schema", "train"));
        assertTrue(shell.run("config", "--schema", "compare").out().contains("Unroll comparison"));
        assertTrue(shell.run("config", "--schema=sweep").out().contains("Unroll sweep"));
        assertEquals("unroll: --schema: expected train, compare or sweep, found 'memory'\n",
                shell.run("config", "--schema", "memory").err());
    }

    @Test
    void completesInBash() throws IOException, InterruptedException {
        Shell.Outcome script = shell.run("completion", "bash");
        assertEquals(0, script.code());
        assertEquals(script.out().lines().skip(1).toList(),
                shell.run("completion", "zsh").out().lines().skip(1).toList());
        Path bash = Path.of("/bin/bash");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(bash), "there is no bash here");
        Path file = shell.file("completion.sh", script.out().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(List.of("--hidden"), complete(bash, file, "unroll", "train", "--hid"));
        assertEquals(List.of("compare", "completion", "config"), complete(bash, file, "unroll", "co"));
        assertEquals(List.of("gru", "gru-v1"), complete(bash, file, "unroll", "train", "--cell", "gr"));
        assertEquals(List.of("constant", "cosine"),
                complete(bash, file, "unroll", "train", "--schedule", "co"));
        assertEquals(List.of("adam", "adamw"), complete(bash, file, "unroll", "config", "--optimizer", "adam"));
        assertEquals(List.of(Shell.defaultBackend()),
                complete(bash, file, "unroll", "eval", "--backend", Shell.defaultBackend()));
    }

    /** What the script offers for the last word. */
    private List<String> complete(Path bash, Path script, String... words) throws IOException, InterruptedException {
        String line = String.join(" ", words);
        Process process = new ProcessBuilder(bash.toString(), "--norc", "-c",
                "source " + script + "; COMP_WORDS=(" + line + "); COMP_CWORD=" + (words.length - 1)
                        + "; COMP_LINE='" + line + "'; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; _complete_unroll; "
                        + "printf '%s\\n' \"${COMPREPLY[@]}\"")
                // compopt complains that it is not called by a key.
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> offered = process.inputReader().lines().map(String::strip).sorted().toList();
        assertEquals(0, process.waitFor(), offered.toString());
        return offered;
    }
}
