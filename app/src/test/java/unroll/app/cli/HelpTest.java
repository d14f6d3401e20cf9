package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;

class HelpTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "train --help", "sample --help", "eval -h", "backends -h", "data --help",
        "config --help", "completion --help"})
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
        for (String option : new String[] {"--data=FILE", "--cell=NAME", "--hidden=N", "--batch=N", "--epochs=N",
            "--lr=RATE", "--split-seed=N", "--seed=N", "--backend=NAME[:DEVICE]", "--threads=N", "--out=DIR",
            "--quiet", "--overwrite", "--composed", "--profile", "--check-finite", "--max-grad-norm=NORM",
            "--config=FILE", "--patience=N", "--resume=RUN", "--json"}) {
            assertTrue(help.contains(option), option);
        }
        for (ConfigKey key : ConfigKey.values()) {
            Object standard = LayeredConfig.defaults().has(key) ? LayeredConfig.defaults().get(key).value() : null;
            if (key.flag() != null && standard != null && key != ConfigKey.THREADS) {
                String description = help.substring(help.indexOf(key.flag() + "="));
                description = description.substring(0, description.indexOf("\n      --"));
                assertTrue(description.replaceAll("\\s+", " ").contains("(default: " + standard + ")"), description);
            }
        }
    }

    @Test
    void showsTheVersion() {
        Shell.Outcome outcome = new Shell(directory).run("--version");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().matches("unroll \\S+, Java 25\\S*\n"), outcome.out());
    }
}
