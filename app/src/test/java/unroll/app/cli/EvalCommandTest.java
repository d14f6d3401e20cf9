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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvalCommandTest {
    private static final double ROUNDING = 1e-6;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void train() {
        shell = new Shell(directory);
        assertEquals(0, shell.train("run").code());
    }

    private JsonNode json(String... arguments) {
        Shell.Outcome outcome = shell.run(arguments);
        assertEquals(0, outcome.code(), outcome.err());
        return new JsonMapper().readTree(outcome.out());
    }

    @Test
    void measuresWhatTrainingMeasured() throws IOException {
        List<String> metrics = Files.readAllLines(shell.path("run/metrics.jsonl"));
        JsonNode test = new JsonMapper().readTree(metrics.getLast());
        JsonNode best = new JsonMapper().readTree(metrics.get(test.get("best_epoch").asInt() - 1));
        assertEquals(best.get("dev_loss").asDouble(),
                json("eval", "run", "--json").get("nats_per_token").asDouble(), ROUNDING);
        assertEquals(test.get("test_loss").asDouble(),
                json("eval", "run", "--json", "--split", "test").get("nats_per_token").asDouble(), ROUNDING);
    }

    @Test
    void theMeasuresFollowFromEachOther() {
        JsonNode all = json("eval", "run", "--json", "--split", "all");
        double nats = all.get("nats_per_token").asDouble();
        double tokens = all.get("tokens").asDouble();
        double characters = tokens - all.get("items").asDouble();
        assertEquals(40, all.get("items").asInt());
        assertEquals(nats * tokens / Math.log(2) / characters, all.get("bits_per_character").asDouble(), ROUNDING);
        assertEquals(Math.exp(nats), all.get("perplexity").asDouble(), ROUNDING);
    }

    @Test
    void itemsSeenInTrainingAreMeasuredApart() {
        JsonNode train = json("eval", "run", "--json", "--split", "train");
        assertEquals(train.get("items").asInt(), train.get("seen").get("items").asInt());
        assertEquals(0, train.get("unseen").get("items").asInt());
        assertTrue(train.get("unseen").get("nats_per_token").isNull());
        JsonNode all = json("eval", "run", "--json", "--split", "all");
        double seen = all.get("seen").get("nats_per_token").asDouble() * all.get("seen").get("tokens").asDouble();
        double unseen = all.get("unseen").get("nats_per_token").asDouble()
                * all.get("unseen").get("tokens").asDouble();
        assertEquals(all.get("nats_per_token").asDouble(), (seen + unseen) / all.get("tokens").asDouble(), ROUNDING);
    }

    @Test
    void otherDataIsMeasuredWhole() {
        shell.file("other.txt", "abad", "dadcab", "cc");
        JsonNode other = json("eval", "run", "--data", "other.txt", "--json");
        assertEquals("all", other.get("split").asString());
        assertEquals(3, other.get("items").asInt());
        assertEquals(2, other.get("unseen").get("items").asInt() + other.get("seen").get("items").asInt() - 1);
    }

    @Test
    void refusesDataThatHasChanged() throws IOException {
        Files.writeString(shell.path("words.txt"), "abad\n" + Files.readString(shell.path("words.txt")));
        Shell.Outcome outcome = shell.run("eval", "run");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("is not what the run was trained on"), outcome.err());
        assertTrue(outcome.err().contains("--data FILE"), outcome.err());
        Shell.Outcome other = shell.run("eval", "run", "--data", "words.txt");
        assertEquals(0, other.code());
        assertTrue(other.err().contains("not known"), other.err());
        assertTrue(other.out().contains("unknown"), other.out());
    }

    @Test
    void saysThatStandardInputCannotBeReadAgain() {
        shell.withInput("ab\nba\nabba\nbaab\na\nb\naa\nbb\naba\nbab\n");
        assertEquals(0, shell.run("train", "--data", "-", "--hidden", "4", "--epochs", "1", "--out", "piped").code());
        Shell.Outcome outcome = shell.run("eval", "piped");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("standard input"), outcome.err());
        assertEquals(0, shell.run("eval", "piped", "--data", "-", "--split", "DEV").code());
    }

    @Test
    void theTableFitsATerminal() {
        Shell.Outcome outcome = shell.run("eval", "run");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("bits per character"), outcome.out());
        outcome.outLines().forEach(line -> assertTrue(line.length() <= 80, line));
    }
}
