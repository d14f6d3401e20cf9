package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.app.console.Terminal;

/** What training leaves for people to look at. */
class ReportTest {
    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(directory);
    }

    @Test
    void everyRunHasAReportThatCanBeWrittenAgain() throws IOException {
        Shell.Outcome outcome = shell.train("run");
        assertTrue(outcome.out().contains("report      " + directory.resolve("run/report.html")), outcome.out());
        Path report = shell.path("run/report.html");
        byte[] first = Files.readAllBytes(report);
        Files.delete(report);
        Shell.Outcome again = shell.run("report", "run");
        assertEquals(0, again.code(), again.err());
        assertEquals(report + "\n", again.out());
        assertArrayEquals(first, Files.readAllBytes(report));
        assertEquals(2, Files.readAllLines(shell.path("run/samples.jsonl")).size(), "a line an epoch");
    }

    @Test
    void eachChartBecomesAPictureAndFigures() throws IOException {
        assertEquals(0, shell.train("run", "--log-gradients").code());
        Shell.Outcome outcome = shell.run("report", "run", "--plots");
        assertEquals(0, outcome.code(), outcome.err());
        for (String chart : List.of("loss", "speed", "gradients")) {
            byte[] picture = Files.readAllBytes(shell.path("run/plots/" + chart + ".png"));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            assertEquals(900, image.getWidth(), chart);
            assertTrue(image.getRGB(2, 2) == 0xffffffff, "the paper is white");
        }
        List<String> loss = Files.readAllLines(shell.path("run/plots/loss.csv"));
        assertEquals("\"Epoch\",\"train\",\"dev\"", loss.getFirst());
        assertEquals(3, loss.size());
        JsonNode first = JsonMapper.shared().readTree(Files.readAllLines(shell.path("run/metrics.jsonl")).getFirst());
        assertEquals("1.0," + first.get("train_loss").asDouble() + "," + first.get("dev_loss").asDouble(),
                loss.get(1));
    }

    @Test
    void aRunThatDivergedHasOneToo() {
        Shell.Outcome outcome = shell.train("run", "--lr", "1e30", "--optimizer", "sgd", "--epochs", "5");
        assertEquals(1, outcome.code(), outcome.err());
        assertTrue(Files.exists(shell.path("run/report.html")), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn", "lstm"})
    void normsOfGradientsChangeNothingElse(String cell) throws IOException {
        assertEquals(0, shell.train("plain", "--cell", cell).code());
        assertEquals(0, shell.train("logged", "--cell", cell, "--log-gradients").code());
        assertArrayEquals(Files.readAllBytes(shell.path("plain/model.safetensors")),
                Files.readAllBytes(shell.path("logged/model.safetensors")));
        assertFalse(Files.readString(shell.path("plain/metrics.jsonl")).contains("gradient_norms"));
        JsonNode norms = JsonMapper.shared().readTree(Files.readAllLines(shell.path("logged/metrics.jsonl")).get(1))
                .get("gradient_norms");
        // 32 words in batches of 16 make two steps, the third and fourth in the second epoch
        assertEquals("[3,4]", norms.get("steps").toString());
        for (String parameter : List.of("embedding.weight", "rnn.weight_hh_l0", "output.bias")) {
            assertEquals(2, norms.get(parameter).size(), parameter);
            assertTrue(norms.get(parameter).get(0).asDouble() > 0, parameter);
        }
        assertTrue(Files.readString(shell.path("logged/report.html")).contains("Gradient norms"));
    }

    @Test
    void eventFilesAreWrittenWhereAsked() throws IOException {
        assertEquals(0, shell.train("run").code());
        assertFalse(Files.exists(shell.path("run/tensorboard")));
        assertEquals(0, shell.train("seen", "--tensorboard").code());
        try (Stream<Path> files = Files.list(shell.path("seen/tensorboard"))) {
            assertEquals(1, files.filter(file -> file.getFileName().toString().contains("tfevents")).count());
        }
    }

    @Test
    void aCurveIsDrawnOnTerminalsAlone() {
        String bars = ".*epoch 3/3 [▁▂▃▄▅▆▇█]{2} .*";
        String terminal = shell.on(new Terminal(true, 80)).train("run", "--epochs", "3").err();
        String piped = shell.on(Terminal.PLAIN).train("piped", "--epochs", "3").err();
        assertFalse(piped.matches("(?s).*[▁▂▃▄▅▆▇█].*"), piped);
        // The bar is drawn by a thread of its own, which may not come to the third epoch of so small a run.
        assertTrue(!terminal.contains("epoch 3/3") || terminal.matches("(?s)" + bars), terminal);
    }

    @Test
    void whatIsNoRunIsNamed() {
        Shell.Outcome outcome = shell.run("report", "nothing");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("there is no run at"), outcome.err());
    }
}
