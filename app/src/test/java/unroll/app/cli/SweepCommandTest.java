package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SweepCommandTest {
    private static final String[] SHARED = {"data: words.txt", "hidden_size: 8", "epochs: 2"};

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(directory);
        shell.words("words.txt");
    }

    private void file(String... lines) {
        shell.file("s.yaml", String.join("\n", SHARED), String.join("\n", lines));
    }

    private JsonNode results() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(shell.path("sw/results.json")));
    }

    @Test
    void ranksTrialsAndTellsWhatGoesTogether() throws IOException {
        file("method: grid", "search:", "  lr: {min: 0.0001, max: 0.1, scale: log, points: 4}", "  cell: [rnn, gru]");
        Shell.Outcome outcome = shell.run("sweep", "s.yaml", "--out", "sw");
        assertEquals(0, outcome.code(), outcome.err());
        List<String> lines = outcome.outLines();
        assertTrue(lines.get(0).matches("trial +dev +test +epochs +seconds +settings"), lines.get(0));
        assertTrue(lines.get(1).matches("trial-\\d +\\d\\.\\d{4} .* cell (rnn|gru), lr [0-9.]+"), lines.get(1));
        assertTrue(lines.stream().anyMatch(line -> line.matches("lr +-\\d\\.\\d\\d +0.000100: .*")), outcome.out());
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
        JsonNode trials = results().get("trials");
        assertEquals(8, trials.size());
        for (int i = 1; i < trials.size(); i++) {
            assertTrue(trials.get(i).get("dev_loss").asDouble() >= trials.get(i - 1).get("dev_loss").asDouble());
        }
        assertTrue(results().get("effects").get(1).get("rank_correlation").asDouble() < -0.5);
    }

    @Test
    void aSeedThatIsSearchedIsShown() {
        file("search:", "  seed: [5, 6]", "method: grid", "schedule: plateau", "patience: 2");
        Shell.Outcome outcome = shell.run("sweep", "s.yaml", "--out", "sw");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(List.of("seed 5", "seed 6"), outcome.outLines().stream().skip(1).limit(2)
                .map(line -> line.substring(line.indexOf("seed"))).sorted().toList(), outcome.out());
        assertEquals(1, outcome.errLines().stream().filter(line -> line.contains("warning: patience 2 ends")).count(),
                outcome.err());
    }

    @Test
    void aTrialThatDivergesOrDoesNotFitIsNoError() throws IOException {
        file("optimizer: sgd", "method: grid", "search:", "  lr: [0.01, 1.0e+30]", "  hidden_size: [8, 40000]");
        Shell.Outcome outcome = shell.run("sweep", "s.yaml", "--out", "sw");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode trials = results().get("trials");
        assertEquals("finished", trials.get(0).get("outcome").asString());
        List<String> failed = List.of(trials.get(1).get("outcome").asString(), trials.get(2).get("outcome").asString(),
                trials.get(3).get("outcome").asString());
        assertEquals(List.of("diverged", "memory", "memory"), failed.stream().sorted().toList());
        assertTrue(outcome.out().contains("out of memory; "), outcome.out());
        outcome.errLines().stream().filter(line -> !line.startsWith("unroll: warning: "))
                .forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void whereAllFailTheSweepDoes() {
        file("optimizer: sgd", "search:", "  lr: [1.0e+30]", "method: grid");
        Shell.Outcome outcome = shell.run("sweep", "s.yaml", "--out", "sw");
        assertEquals(1, outcome.code());
        assertTrue(outcome.errLines().getLast().startsWith("unroll: all 1 trials failed; the first because "),
                outcome.err());
    }

    /** A trial whose patience ends with a rung has its loss, and is no failure of the next. */
    @Test
    void patienceMayEndATrialInTheLastEpochOfARung() throws IOException {
        shell.file("s.yaml", "data: words.txt", "hidden_size: 8", "epochs: 8", "patience: 1", "method: halving",
                "trials: 6", "eta: 2", "min_epochs: 2", "search:", "  lr: {min: 0.0001, max: 1, scale: log}");
        Shell.Outcome outcome = shell.run("sweep", "s.yaml", "--out", "sweep");
        assertEquals(0, outcome.code(), outcome.err());
        assertFalse(Files.readString(shell.path("sweep/outcomes.jsonl")).contains("\"settings\""), outcome.out());
    }

    @Test
    void halvingTrainsTheBestFurther() throws IOException {
        shell.file("s.yaml", "data: words.txt", "hidden_size: 8", "epochs: 9", "method: halving", "trials: 9", "eta: 3",
                "search:", "  lr: {min: 0.0001, max: 0.1, scale: log}");
        Shell.Outcome outcome = shell.run("sweep", "s.yaml", "--out", "sw");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("9 trials by halving: 9 to epoch 1, 3 to epoch 3, 1 to epoch 9"),
                outcome.err());
        assertEquals(13, Files.readAllLines(shell.path("sw/outcomes.jsonl")).size());
        String best = results().get("trials").get(0).get("trial").asString();
        assertEquals(10, Files.readAllLines(shell.path("sw/runs").resolve(best).resolve("metrics.jsonl")).size());
        assertEquals(9, results().get("trials").get(0).get("epochs").asInt());
    }

    @Test
    void goesOnWithoutRepeating() throws IOException {
        file("trials: 6", "search:", "  lr: {min: 0.0001, max: 0.1, scale: log}");
        assertEquals(0, shell.run("sweep", "s.yaml", "--out", "sw").code());
        Path outcomes = shell.path("sw/outcomes.jsonl");
        List<String> lines = Files.readAllLines(outcomes);
        // As if it had been killed: two lines and the half of a third are there, and some run folders.
        String three = lines.get(2);
        Files.writeString(outcomes, lines.get(0) + "\n" + lines.get(1) + "\n" + three.substring(0, three.length() / 2));
        String finished = lines.get(3).replaceAll(".*\"trial\":\"([^\"]+)\".*", "$1");
        String begun = lines.get(4).replaceAll(".*\"trial\":\"([^\"]+)\".*", "$1");
        Path last = shell.path("sw/runs").resolve(begun);
        Files.delete(last.resolve("tokenizer.json"));
        byte[] model = Files.readAllBytes(shell.path("sw/runs").resolve(finished).resolve("model.safetensors"));
        Shell.Outcome outcome = shell.run("sweep", "--resume", "sw");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("6 trials by random, 2 of them ended before"), outcome.err());
        List<String> after = Files.readAllLines(outcomes);
        assertEquals(lines.subList(0, 2), after.subList(0, 2));
        assertEquals(6, after.stream().map(line -> line.replaceAll("\"dev_loss\".*", "")).distinct().count());
        assertEquals(0, results().get("missing").asInt());
        // The losses are those of the first time.
        assertEquals(losses(lines), losses(after));
        assertArrayEquals(model,
                Files.readAllBytes(shell.path("sw/runs").resolve(finished).resolve("model.safetensors")));
    }

    private static List<String> losses(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("\"seconds\":[^,]+,", "")).sorted().toList();
    }

    @Test
    void wrongUsageIsOneLine() {
        String[][] wrong = {{"search:", "  lrr: [1]"}, {"search:", "  lr: {min: 0.1, max: 0.01}"},
            {"search:", "  cell: [rnn, gro]"}, {"search:", "  layers: [1, 2]", "cell: notebook", "method: grid"},
            {"method: halving", "schedule: cosine", "search:", "  lr: [0.1]"},
            {"method: halving", "min_epochs: 3", "search:", "  lr: [0.1]"},
            {"method: halving", "search:", "  epochs: [1, 2]"}};
        for (String[] each : wrong) {
            file(each);
            Shell.Outcome outcome = shell.run("sweep", "s.yaml", "--out", "sw");
            assertEquals(2, outcome.code(), String.join(" ", each) + outcome.err());
            assertEquals(1, outcome.errLines().size(), outcome.err());
            assertFalse(Files.exists(shell.path("sw")), String.join(" ", each));
        }
        assertEquals(2, shell.run("sweep").code());
        assertEquals(2, shell.run("sweep", "none.yaml").code());
    }
}
