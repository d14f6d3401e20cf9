package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.app.job.Interruption;

class MemoryCommandTest {
    @TempDir
    Path directory;

    /** What the lecture's third section says: an RNN forgets what an LSTM remembers. */
    @Test
    void theLstmRemembersAcrossTwentyStepsAndTheRnnDoesNot() throws IOException {
        Shell shell = new Shell(directory);
        Shell.Outcome outcome = shell.run("memory", "--cells", "rnn,lstm:forget_bias=1", "--steps", "5,20",
                "--seeds", "1", "--updates", "1000", "--json", "--out", "m");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode scores = JsonMapper.shared().readTree(outcome.out()).get("scores");
        assertEquals(4, scores.size());
        assertTrue(accuracy(scores, "rnn", 5) > 0.9, outcome.out());
        assertTrue(accuracy(scores, "lstm:forget_bias=1", 20) > accuracy(scores, "rnn", 20) + 0.5, outcome.out());
        assertEquals(outcome.out(), Files.readString(shell.path("m/memory.json")));
    }

    private static double accuracy(JsonNode scores, String cell, int distance) {
        for (JsonNode score : scores) {
            if (score.get("cell").asString().equals(cell) && score.get("distance").asInt() == distance) {
                return score.get("accuracy").asDouble();
            }
        }
        throw new AssertionError(cell + " " + distance);
    }

    @Test
    void aTableOfCellsAndSteps() {
        Shell.Outcome outcome = new Shell(directory).run("memory", "--cells", "rnn,gru", "--steps", "1,2", "--seeds",
                "2", "--hidden", "4", "--updates", "3", "--out", "m");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.outLines().get(0).matches("cell +parameters +1 step +2 steps"), outcome.out());
        assertTrue(outcome.outLines().get(2).matches("gru +[0-9,]+ +[0-9.]+ ± [0-9.]+ +[0-9.]+ ± [0-9.]+"),
                outcome.out());
        outcome.outLines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void aStoppedTaskLeavesItsFolderFree() {
        Shell shell = new Shell(directory);
        String[] words = {"memory", "--cells", "rnn", "--steps", "2", "--seeds", "1", "--hidden", "4", "--updates", "3",
            "--out", "m"};
        Shell.Outcome stopped = shell.interruptedBy(request -> {
            request.accept(130);
            return () -> {
            };
        }).run(words);
        assertEquals(130, stopped.code(), stopped.err());
        Shell.Outcome again = shell.interruptedBy(Interruption.NONE).run(words);
        assertEquals(0, again.code(), again.err());
        assertTrue(again.outLines().contains("report   " + shell.path("m/report.html")), again.out());
    }

    /** With relu the state grows at each step until it overflows; tanh bounds it. */
    @Test
    void oneThatDivergesLeavesTheOthersTheirScores() throws IOException {
        Shell shell = new Shell(directory);
        Shell.Outcome outcome = shell.run("memory", "--cells", "rnn:nonlinearity=relu,rnn", "--steps", "20", "--seeds",
                "2", "--hidden", "4", "--updates", "2", "--lr", "1e10", "--out", "m");
        assertEquals(1, outcome.code(), outcome.err());
        assertTrue(outcome.errLines().getLast().startsWith("unroll: 2 of 4 models diverged; the first, "
                + "rnn:nonlinearity=relu with seed 0: "), outcome.err());
        assertTrue(outcome.outLines().get(1).matches("rnn:nonlinearity=relu +- +-"), outcome.out());
        assertTrue(outcome.outLines().get(2).matches("rnn +[0-9,]+ +[0-9.]+ ± [0-9.]+"), outcome.out());
        JsonNode document = JsonMapper.shared().readTree(Files.readString(shell.path("m/memory.json")));
        assertEquals(2, document.get("scores").size());
        assertEquals(2, document.get("failures").size());
        assertTrue(Files.readString(shell.path("m/report.html")).contains("2 models diverged"));
        assertEquals(0, shell.run("report", "m", "--plots").code());
    }

    @Test
    void wrongUsageIsOneLine() {
        String[][] wrong = {{"--cells", "rnm"}, {"--cells", "lstm:forget"}, {"--cells", "rnn:forget_bias=1"},
            {"--cells", "rnn,rnn"}, {"--steps", "0"}, {"--symbols", "1"},
            {"--seeds", "0"}, {"--updates", "0"}, {"--lr", "-1"}};
        for (String[] each : wrong) {
            String[] all = java.util.Arrays.copyOf(new String[] {"memory", "--out", "m"}, 3 + each.length);
            System.arraycopy(each, 0, all, 3, each.length);
            Shell.Outcome outcome = new Shell(directory).run(all);
            assertEquals(2, outcome.code(), String.join(" ", each) + outcome.err());
            assertEquals(1, outcome.errLines().size(), outcome.err());
        }
    }
}
