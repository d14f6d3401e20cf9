package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import unroll.app.page.Page;
import unroll.app.page.Part;
import unroll.app.report.FolderPage;

/** What the reports of folders say. */
class FolderPageTest {
    private static final double EXACT = 1e-12;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(directory);
        shell.words("my words.txt");
        shell.file("sweep.yaml", "epochs: 1", "hidden_size: 8", "method: grid", "search:", "  cell: [rnn, gru, lstm]",
                "  max_grad_norm: [null, 1]", "  seed: [0, 1]");
    }

    private Page made(String... command) {
        Shell.Outcome outcome = shell.run(command);
        assertEquals(0, outcome.code(), outcome.err());
        return page();
    }

    private Page page() {
        return FolderPage.of(directory.resolve("out"));
    }

    private static <T extends Part> T part(Page page, Class<T> type, String title) {
        return page.parts().stream().filter(each -> each.title().equals(title)).map(type::cast).findFirst()
                .orElseThrow(() -> new AssertionError(title + " is not among "
                        + page.parts().stream().map(Part::title).toList()));
    }

    private static Map<String, String> provenance(Page page) {
        return part(page, Part.Facts.class, "Provenance").rows().stream()
                .collect(Collectors.toMap(Part.Fact::name, Part.Fact::value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train --data 'my words.txt' --hidden 8 --epochs 1            | 0 (weights, order, dropout, samples), split seed 123
            compare --cells rnn,gru --seeds 2 --data 'my words.txt' --hidden 8 --epochs 1 | 0, 1 (weights, order, dropout, samples), split seed 123
            sweep sweep.yaml --data 'my words.txt'                       | 0, 1 (weights, order, dropout, samples), split seed 123
            gradients --cells rnn,lstm --hidden 4 --steps 3 --data 'my words.txt' | rnn 0, lstm 0
            memory --cells rnn --steps 2 --updates 1 --hidden 4 --seeds 2 | 0, 1""", quoteCharacter = '"')
    void everyPageSaysWhereItsFiguresComeFrom(String line, String seeds)
            throws IOException, NoSuchAlgorithmException {
        List<String> words = new ArrayList<>(List.of(line.replace("'my words.txt'", "my?words.txt").split(" ", -1)));
        words.replaceAll(word -> word.replace('?', ' '));
        words.addAll(List.of("--out", "out"));
        Map<String, String> facts = provenance(made(words.toArray(String[]::new)));
        assertEquals("./unroll " + line + " --out out", facts.get("Command"));
        assertEquals(seeds, facts.get("Seeds"));
        assertTrue(facts.get("Java").startsWith(Runtime.version().toString()), facts.toString());
        assertTrue(facts.keySet().containsAll(List.of("Unroll", "Begun", "Backend", "Virtual machine", "System")),
                facts.toString());
        if (line.contains("my words")) {
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(directory.resolve("my words.txt"))));
            assertTrue(facts.get("Data").endsWith("SHA-256 " + hash), facts.toString());
        }
    }

    @Test
    void settingsThatAreNoAmountsStandByName() throws IOException {
        Page page = made("sweep", "sweep.yaml", "--data", "my words.txt", "--out", "out");
        JsonNode trials = JsonMapper.shared().readTree(Files.readString(directory.resolve("out/results.json")))
                .get("trials");
        assertEquals(12, trials.size());
        Part.Chart cells = part(page, Part.Chart.class, "Dev loss by cell");
        assertEquals(List.of("gru", "lstm", "rnn"), cells.across().names().stream().sorted().toList());
        Part.Series dots = cells.series().getFirst();
        assertEquals(12, IntStream.range(0, dots.values().length).filter(i -> !Double.isNaN(dots.values()[i])).count());
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < cells.across().names().size(); i++) {
            String cell = cells.across().names().get(i);
            double mean = trials.valueStream()
                    .filter(trial -> trial.get("settings").get("cell").asString().equals(cell))
                    .mapToDouble(trial -> trial.get("dev_loss").asDouble()).average().orElseThrow();
            int place = i;
            double[] values = cells.series().get(1).values();
            double shown = IntStream.range(0, values.length).filter(at -> cells.across().values()[at] == place)
                    .mapToDouble(at -> values[at]).filter(value -> !Double.isNaN(value)).findFirst().orElseThrow();
            assertEquals(mean, shown, EXACT, cell);
            means.add(mean);
        }
        assertEquals(means.stream().sorted().toList(), means, "the lowest mean first");
        assertEquals(List.of("0", "1"), part(page, Part.Chart.class, "Dev loss by seed").across().names());
        assertEquals(List.of("1.0", "none"), part(page, Part.Chart.class, "Dev loss by max_grad_norm").across().names()
                .stream().sorted().toList());
    }

    @Test
    void samplesOfAnEpochStandTogether() {
        Page page = made("compare", "--cells", "rnn,gru", "--seeds", "2", "--data", "my words.txt", "--hidden", "8",
                "--epochs", "2", "--out", "out");
        List<Part.Group> groups = part(page, Part.Samples.class, "Samples by epoch").groups();
        assertEquals(List.of("epoch 1", "epoch 2"), groups.stream().map(Part.Group::name).toList());
        assertEquals(List.of("rnn", "gru"), groups.getLast().lists().stream().map(Part.Listing::name).toList());
    }

    /** What earlier versions wrote lacks where it comes from, and how it was made. */
    @Test
    void foldersOfEarlierVersionsHavePages() throws IOException {
        made("memory", "--cells", "rnn", "--steps", "2", "--updates", "1", "--hidden", "4", "--seeds", "1", "--out",
                "out");
        without("memory.json", "settings");
        assertEquals("0", provenance(page()).get("Seeds"));
        shell.run("gradients", "--cells", "rnn", "--hidden", "4", "--steps", "3", "--out", "out", "--overwrite");
        without("gradients.json", "settings");
        without("gradients.json", "samples");
        assertEquals("rnn not noted", provenance(page()).get("Seeds"));
    }

    private void without(String name, String key) throws IOException {
        Path out = directory.resolve("out");
        Files.deleteIfExists(out.resolve("provenance.json"));
        ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(Files.readString(out.resolve(name)));
        document.remove(key);
        document.path("subjects").forEach(subject -> ((ObjectNode) subject).remove(key));
        Files.writeString(out.resolve(name), document.toString());
    }
}
