package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GradientsCommandTest {
    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(directory);
        shell.words("words.txt");
    }

    @Test
    void showsCellsSideBySide() throws IOException {
        Shell.Outcome outcome = shell.run("gradients", "--cells", "rnn,gru,lstm", "--hidden", "6", "--data",
                "words.txt", "--steps", "20", "--sequences", "2", "--out", "study");
        assertEquals(0, outcome.code(), outcome.err());
        for (String line : List.of("rnn    initial", "gru    initial", "lstm   initial", "rnn.weight_hh_l0 f",
                "0.9     10     0.3487    0.3487")) {
            assertTrue(outcome.out().contains(line), outcome.out());
        }
        outcome.outLines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertEquals(1 + 3 * 21, Files.readAllLines(shell.path("study/gradients.csv")).size());
        JsonNode json = JsonMapper.shared().readTree(Files.readString(shell.path("study/gradients.json")));
        assertEquals(12, json.get("subjects").get(2).get("before").get("state_size").asInt(), "h and c");
        assertTrue(json.get("subjects").get(2).get("after").isNull());
    }

    @Test
    void aRunIsMeasuredBeforeAndAfterTraining() throws IOException {
        assertEquals(0, shell.train("run", "--cell", "gru", "--lr", "0.05").code());
        Shell.Outcome outcome = shell.run("gradients", "run", "--steps", "5", "--json", "--out", "study");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode subject = JsonMapper.shared().readTree(outcome.out()).get("subjects").get(0);
        JsonNode before = subject.get("before").get("flow").get("log_spectral");
        JsonNode after = subject.get("after").get("flow").get("log_spectral");
        assertEquals(6, before.size());
        assertEquals(0, before.get(0).asDouble(), 1e-12, "no step, no change");
        assertFalse(before.get(5).asDouble() == after.get(5).asDouble(), "training changes it");
        Path report = shell.path("study/report.html");
        byte[] first = Files.readAllBytes(report);
        Files.delete(report);
        assertEquals(0, shell.run("report", "study").code());
        assertEquals(first.length, Files.size(report), "the report comes out of gradients.json again");
    }

    @ParameterizedTest
    @CsvSource({"--steps 0, --steps must be 1 to", "--sequences 0, --sequences must be at least 1",
        "--cells nothing, nothing", "'--cells rnn,rnn', --cells names something twice",
        "t1 t1/, RUN names something twice", "no-run, there is no run at"})
    void mistakesAreNamed(String arguments, String message) {
        Shell.Outcome outcome = shell.run(("gradients --data words.txt " + arguments).split(" "));
        assertEquals(2, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(Files.exists(shell.path("runs")));
    }

    @Test
    void aFolderInUseIsRefusedOrMovedAside() {
        String[] measure = {"gradients", "--cells", "rnn", "--hidden", "3", "--steps", "2", "--data", "words.txt",
            "--out", "study"};
        assertEquals(0, shell.run(measure).code());
        Shell.Outcome refused = shell.run(measure);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("--overwrite"), refused.err());
        String[] again = Arrays.copyOf(measure, measure.length + 1);
        again[measure.length] = "--overwrite";
        Shell.Outcome moved = shell.run(again);
        assertEquals(0, moved.code(), moved.err());
        assertTrue(moved.err().contains("study.old-"), moved.err());
    }

    @Test
    void theFolderOfAnExperimentHasARemedy() throws IOException {
        assertEquals(0, shell.run("compare", "--cells", "rnn,gru", "--data", "words.txt", "--hidden", "4", "--epochs",
                "1", "--out", "c").code());
        Shell.Outcome outcome = shell.run("gradients", "c");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("name one of those in it: " + shell.path("c/runs/NAME")), outcome.err());
    }

    /** Earlier versions measured a model twice that was named twice. */
    @Test
    void aStudyWithANameTwiceHasPictures() throws IOException {
        assertEquals(0, shell.run("gradients", "--cells", "rnn,gru", "--hidden", "3", "--steps", "2", "--data",
                "words.txt", "--out", "study").code());
        Path study = shell.path("study/gradients.json");
        Files.writeString(study, Files.readString(study).replace("\"name\" : \"gru\"", "\"name\" : \"rnn\""));
        Shell.Outcome outcome = shell.run("report", "study", "--plots");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals("\"t - k\",\"rnn, initial\",\"rnn, initial\"",
                Files.readAllLines(shell.path("study/plots/gradient.csv")).getFirst(), "named twice");
        assertTrue(Files.exists(shell.path("study/plots/gradient.png")));
    }

    @Test
    void aRunSettlesTheModel() {
        shell.train("run");
        Shell.Outcome outcome = shell.run("gradients", "run", "--hidden", "3");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("--hidden is settled by the run"), outcome.err());
    }

    @Test
    void aDamagedStudyIsNamed() throws IOException {
        Files.createDirectories(shell.path("study"));
        shell.file("study/gradients.json", "{\"subjects\": 3");
        Shell.Outcome outcome = shell.run("report", "study");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("gradients.json is damaged"), outcome.err());
        assertEquals(1, outcome.errLines().size(), outcome.err());
    }
}
