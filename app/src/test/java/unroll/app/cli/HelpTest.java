package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;

class HelpTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "train --help", "sample --help", "eval -h", "backends -h", "data --help",
        "config --help", "completion --help", "list --help", "compare --help", "sweep --help", "memory --help",
        "gradients --help", "report --help"})
    void helpFitsATerminal(String command) {
        Shell.Outcome outcome = new Shell(directory).with("COLUMNS", "200").run(command.split(" "));
        assertEquals(0, outcome.code());
        assertEquals("", outcome.err());
        assertTrue(outcome.out().startsWith("Usage: unroll"), outcome.out());
        outcome.outLines().forEach(line -> assertTrue(line.length() <= 80, line));
        new Shell(directory).with("COLUMNS", "60").run(command.split(" ")).outLines().stream()
                .filter(line -> !line.contains("unroll ")) // examples are not to be broken
                .forEach(line -> assertTrue(line.length() <= 60, line));
    }

    @Test
    void trainNamesEveryOptionOfTheContract() {
        String help = new Shell(directory).run("train", "--help").out();
        for (String option : new String[] {"--data=FILE", "--cell=CELL", "--hidden=N", "--batch=N", "--epochs=N",
            "--lr=RATE", "--split-seed=N", "--seed=N", "--backend=NAME[:DEVICE]", "--threads=N", "--out=DIR",
            "--quiet", "--overwrite", "--composed", "--profile", "--check-finite", "--max-grad-norm=NORM",
            "--config=FILE", "--patience=N", "--resume=RUN", "--json", "--tokenizer=TOKENIZER",
            "--tokenizer-option=KEY=VALUE", "--cell-option=KEY=VALUE", "--layers=N", "--embedding=N", "--dropout=P",
            "--[no-]tie-weights", "--[no-]learned-state", "--accumulate=N", "--optimizer=OPTIMIZER",
            "--optimizer-option=KEY=VALUE", "--weight-decay=X", "--schedule=SCHEDULE", "--schedule-option=KEY=VALUE",
            "--clip-value=X"}) {
            assertTrue(help.contains(option), option);
        }
        for (ConfigKey key : ConfigKey.values()) {
            Object standard = LayeredConfig.defaults().has(key) ? LayeredConfig.defaults().get(key).value() : null;
            boolean stated = key.kind() != ConfigKey.Kind.FLAG && key.kind() != ConfigKey.Kind.OPTIONS
                    && key != ConfigKey.THREADS;
            if (key.flag() != null && standard != null && stated) {
                String description = help.substring(help.indexOf(key.flag() + "="));
                description = description.replaceFirst("(?s)\n(?=      --|\n).*", "");
                assertTrue(description.replaceAll("\\s+", " ").contains("(default: "
                        + standard.toString().replaceFirst("\\.0$", "") + ")"), description);
            }
        }
    }

    @Test
    void trainNamesWhatThereIsToChooseFrom() {
        String help = new Shell(directory).run("train", "--help").out().replaceAll("\\s+", " ");
        for (String names : new String[] {"gru, gru-v1, lstm, mingru, notebook, rnn (default: notebook)",
            "constant, step, cosine, plateau, onecycle (default: constant)"}) {
            assertTrue(help.contains(names), help);
        }
        for (String heading : new String[] {"Options:", "Data:", "Model:", "Training:", "Optimiser:", "Backend:"}) {
            assertTrue(help.contains(" " + heading + " "), heading);
        }
    }

    @Test
    void listExplainsTheNames() {
        Shell.Outcome outcome = new Shell(directory).run("list");
        assertEquals(0, outcome.code(), outcome.err());
        for (String name : new String[] {"notebook", "gru", "adam", "cosine", "char"}) {
            assertTrue(outcome.outLines().stream().anyMatch(line -> line.matches("  " + name + " +\\S.*")), name);
        }
        outcome.outLines().forEach(line -> assertTrue(line.length() <= 80, line));
        JsonNode json = JsonMapper.shared().readTree(new Shell(directory).run("list", "--json").out());
        assertEquals("gru", json.get("cell").get(0).get("name").asString());
        for (String key : new String[] {"cell", "optimizer", "schedule", "tokenizer"}) {
            assertFalse(json.get(key).get(0).get("description").asString().isEmpty(), key);
        }
        assertTrue(json.get("problems").isEmpty(), json.toString());
    }

    @Test
    void showsTheVersion() {
        Shell.Outcome outcome = new Shell(directory).run("--version");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().matches("unroll \\S+, Java 25\\S*\n"), outcome.out());
    }
}
