package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The configurations that ship with the project, each from a folder that is not theirs. */
class ConfigsTest {
    private static final int STEP = 16;

    @TempDir
    Path directory;

    private static Path configs() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("configs"))) {
                return folder.resolve("configs");
            }
        }
        throw new AssertionError("no folder configs above " + Path.of("").toAbsolutePath());
    }

    static Stream<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(configs())) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadAndTrains(Path config) throws IOException {
        String text = Files.readString(config);
        Shell shell = new Shell(directory);
        List<String> arguments = new ArrayList<>(text.contains("\nvariants:")
                ? List.of("compare", "--config", config.toString(), "--seeds", "1")
                : text.contains("\nsearch:")
                        ? List.of("sweep", config.toString())
                        : List.of("train", "--config", config.toString()));
        // So few words that each epoch is a step or two.
        shell.file("few.txt", Stream.iterate("a", word -> word + "b").limit(STEP).toArray(String[]::new));
        arguments.addAll(List.of("--data", "few.txt", "--epochs", "1", "--out", "run"));
        Shell.Outcome outcome = shell.run(arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err());
    }

    @Test
    void theLectureIsTheLecture() {
        Shell shell = new Shell(directory);
        String lecture = shell.run("config", "--config", configs().resolve("lecture.yaml").toString()).out();
        assertEquals(settings(shell.run("config").out()), settings(lecture));
    }

    private static List<String> settings(String shown) {
        return shown.lines().map(line -> line.replaceAll(" +#.*", "")).toList();
    }

    /** Exercise 5, on the names that ship with the project. */
    @Test
    void oneOverfitsAndTheOtherIsCured() throws IOException {
        Shell shell = new Shell(directory);
        String[] smaller = {"--hidden", "64", "--json", "-q"};
        assertTrue(parted(shell, "exercise5-overfit.yaml", smaller) > 0);
        assertEquals(0, parted(shell, "exercise5-cure.yaml", smaller));
    }

    private static int parted(Shell shell, String config, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("train", "--config", configs().resolve(config).toString(),
                "--out", config));
        arguments.addAll(List.of(more));
        Shell.Outcome outcome = shell.run(arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err());
        return JsonMapper.shared().readTree(outcome.out()).get("overfitting_from_epoch").asInt(0);
    }
}
