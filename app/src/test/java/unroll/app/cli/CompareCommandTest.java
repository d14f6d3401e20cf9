package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.app.job.Interruption;

class CompareCommandTest {
    private static final Interruption AT_ONCE = first -> {
        first.accept(130);
        return () -> {
        };
    };

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(directory);
        shell.words("words.txt");
    }

    private Shell.Outcome compare(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("compare", "--data", "words.txt", "--hidden", "8", "--epochs", "2", "--out", "cmp"));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private List<String> outcomes() throws IOException {
        return Files.readAllLines(shell.path("cmp/outcomes.jsonl"));
    }

    @Test
    void showsMeansSpreadsAndDifferences() throws IOException {
        Shell.Outcome outcome = compare("--cells", "rnn,gru", "--seeds", "3");
        assertEquals(0, outcome.code(), outcome.err());
        List<String> lines = outcome.outLines();
        assertTrue(lines.get(0).matches("variant +parameters +dev loss +test loss +seconds +tokens/s"), lines.get(0));
        assertTrue(lines.get(1).matches("rnn +[0-9,]+ +\\d\\.\\d{4} ± \\d\\.\\d{4} +\\d\\.\\d{4} ± .*"), lines.get(1));
        assertTrue(lines.stream().anyMatch(line -> line.matches("rnn - gru +dev +[+-]\\d\\.\\d{4} +[+-].* to .*")),
                outcome.out());
        assertTrue(outcome.out().replaceAll("\\s+", " ").contains("t interval of the mean difference, paired by seed"),
                outcome.out());
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
        outcome.errLines().stream().filter(line -> !line.startsWith("unroll: warning"))
                .forEach(line -> assertTrue(line.length() <= 80, line));
        assertEquals(6, outcomes().size());
        for (String file : List.of("experiment.yaml", "results.json", "results.csv", "runs/gru-seed2/config.yaml")) {
            assertTrue(Files.exists(shell.path("cmp").resolve(file)), file);
        }
    }

    /** Several at a time, each on one thread, leave the very files of a run alone. */
    @Test
    void aRunIsThatOfTrain() throws IOException {
        assertEquals(0, compare("--cells", "rnn,gru", "--seeds", "2", "--jobs", "4").code());
        assertEquals(0, shell.train("alone", "--cell", "gru", "--seed", "1").code());
        for (String file : List.of("model.safetensors", "last/optimizer.safetensors", "tokenizer.json")) {
            assertArrayEquals(Files.readAllBytes(shell.path("alone").resolve(file)),
                    Files.readAllBytes(shell.path("cmp/runs/gru-seed1").resolve(file)), file);
        }
        assertEquals(0, shell.run("sample", "cmp/runs/gru-seed1", "-n", "2").code());
    }

    /** As backends do, which differ by rounding alone. */
    @Test
    void whatIsTheSameToFourDigitsIsSaidToBe() {
        shell.file("c.yaml", "variants:", "  one: {lr: 0.001}", "  other: {lr: 0.00100001}");
        Shell.Outcome outcome = compare("--config", "c.yaml", "--seeds", "3");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.outLines().stream().anyMatch(
                line -> line.matches("one - other +dev +0\\.0000 +0\\.0000 to 0\\.0000 +the same to four digits")),
                outcome.out());
        assertFalse(outcome.out().contains("-0.0000"), outcome.out());
    }

    @Test
    void oneSeedCannotTell() {
        Shell.Outcome outcome = compare("--cells", "rnn,gru");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("With one seed there is no telling a difference from noise"), outcome.out());
        assertFalse(outcome.out().contains("±"), outcome.out());
    }

    @Test
    void variantsAreTakenFromAFileBesideWhichTheDataIs() throws IOException {
        Path folder = Files.createDirectory(shell.path("deep"));
        Files.move(shell.path("words.txt"), folder.resolve("words.txt"));
        Files.writeString(folder.resolve("c.yaml"), """
                data: words.txt
                hidden_size: 8
                epochs: 1
                seeds: [3, 5]
                variants:
                  slow: {lr: 0.0001}
                  clipped: {max_grad_norm: 0.5}
                """);
        Shell.Outcome outcome = shell.run("compare", "--config", "deep/c.yaml", "--json", "--out", "cmp");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertEquals("slow", json.get("variants").get(0).get("variant").asString());
        assertEquals(5, json.get("trials").get(1).get("seed").asInt());
        assertEquals(outcome.out(), Files.readString(shell.path("cmp/results.json")));
        assertTrue(Files.readString(shell.path("cmp/runs/clipped-seed5/config.yaml")).contains("max_grad_norm: 0.5"));
    }

    @Test
    void parametersAreMatched() throws IOException {
        Shell.Outcome outcome = compare("--cells", "rnn,lstm", "--match", "parameters", "--parameters", "600");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode json = JsonMapper.shared().readTree(Files.readString(shell.path("cmp/results.json")));
        for (JsonNode variant : json.get("variants")) {
            assertEquals(600, variant.get("parameters").asInt(), 80, variant.toString());
        }
        assertEquals("parameters", json.get("match").asString());
    }

    @Test
    void timeIsMatched() throws IOException {
        Shell.Outcome outcome = shell.run("compare", "--data", "words.txt", "--hidden", "8", "--out", "cmp", "--cells",
                "rnn,gru", "--seconds", "0.2");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode json = JsonMapper.shared().readTree(Files.readString(shell.path("cmp/results.json")));
        for (JsonNode trial : json.get("trials")) {
            assertTrue(trial.get("seconds").asDouble() >= 0.2, trial.toString());
            assertTrue(trial.get("epochs").asInt() < 1_000_000, trial.toString());
        }
    }

    @Test
    void whatFailsIsRecordedAndTheRestGoesOn() throws IOException {
        shell.file("c.yaml", "variants:", "  good: {}", "  wild: {lr: 1.0e+30, optimizer: sgd}");
        Shell.Outcome outcome = compare("--config", "c.yaml");
        assertEquals(1, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("wild-seed0 failed (diverged): "), outcome.out());
        assertTrue(outcome.outLines().get(2).matches("wild +- .*"), outcome.out());
        assertTrue(outcome.errLines().getLast().startsWith("unroll: 1 of 2 runs failed"), outcome.err());
        Shell.Outcome again = shell.run("compare", "--resume", "cmp", "--retry");
        assertEquals(1, again.code(), again.err());
        assertEquals(2, outcomes().size());
    }

    @Test
    void anInterruptionSavesAndSaysHowToGoOn() throws IOException {
        Shell.Outcome stopped = shell.interruptedBy(AT_ONCE).run("compare", "--data", "words.txt", "--hidden", "8",
                "--epochs", "2", "--out", "cmp", "--cells", "rnn,gru", "-q");
        assertEquals(130, stopped.code(), stopped.err());
        assertEquals("", stopped.out());
        assertEquals(List.of("unroll: stopped with 0 of 2 runs ended; all is saved", "to go on:",
                "  ./unroll compare --resume " + directory.resolve("cmp")), stopped.errLines());
        shell.interruptedBy(Interruption.NONE);
        Shell.Outcome resumed = shell.run("compare", "--resume", "cmp");
        assertEquals(0, resumed.code(), resumed.err());
        assertEquals(2, outcomes().size());
        Shell.Outcome shown = shell.run("compare", "--resume", "cmp");
        assertEquals(0, shown.code(), shown.err());
        assertEquals(resumed.out(), shown.out(), "nothing is left to do, and the results are shown");
    }

    @Test
    void changedDataIsRefused() {
        assertEquals(0, compare("--cells", "rnn,gru").code());
        shell.file("words.txt", "other", "words", "a", "b", "c", "d", "e", "f", "g", "h");
        Shell.Outcome outcome = shell.run("compare", "--resume", "cmp");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("has changed since it began"), outcome.err());
    }

    @Test
    void wrongUsageIsOneLine() {
        shell.file("v.yaml", "variants: {a: {}, b: {}}");
        String[][] wrong = {{}, {"--cells", "rnn"}, {"--cells", "rnn,rnn"}, {"--cells", "rnn,lst"},
            {"--cells", "rnn,gru", "--config", "v.yaml"}, {"--cells", "rnn,gru", "--match", "pace"},
            {"--cells", "rnn,gru", "--match", "time"}, {"--cells", "rnn,gru", "--seeds", "0"},
            {"--cells", "rnn,gru", "--jobs", "0"}, {"--cells", "rnn,gru", "--data", "-"},
            {"--cells", "rnn,gru", "--match", "epochs", "--seconds", "3"}, {"--backends", "none,such"},
            {"--cells", "rnn,gru", "--retry"}, {"--resume", "nowhere"}, {"--config", "nowhere.yaml"}};
        for (String[] each : wrong) {
            Shell.Outcome outcome = compare(each);
            assertEquals(2, outcome.code(), String.join(" ", each) + outcome.err());
            assertEquals(1, outcome.errLines().size(), outcome.err());
            assertFalse(Files.exists(shell.path("cmp")), String.join(" ", each));
        }
    }
}
