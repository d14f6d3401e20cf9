package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the pages on experiments and gradients is run: with its own options, on little data and briefly. */
class DocumentedCommandsTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\n(.*?)^```$");
    private static final Pattern INLINE = Pattern.compile("`(unroll [a-z]+ [^`]+)`");
    private static final Pattern LOOP = Pattern.compile("for (\\w+) in ([^;]+); do (.*); done");
    /** What makes a command brief; it takes the place of what the page has, or is added. */
    private static final Map<String, String> TRAINING = Map.of("--epochs", "1", "--hidden", "8", "--data", "names.txt");
    private static final Map<String, Map<String, String>> BRIEF = Map.of(
            "train", TRAINING, "compare", TRAINING, "sweep", TRAINING,
            "memory", Map.of("--updates", "3", "--seeds", "1", "--hidden", "8"),
            "gradients", Map.of("--hidden", "4", "--steps", "6", "--sequences", "1", "--data", "names.txt"));

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void shell() throws IOException {
        shell = new Shell(directory);
        shell.words("names.txt");
        Files.createDirectories(shell.path("configs"));
        try (Stream<Path> files = Files.list(Path.of("..", "configs"))) {
            for (Path file : files.toList()) {
                Files.copy(file, shell.path("configs").resolve(file.getFileName()));
            }
        }
    }

    /** Those of the listings and those in the text, a loop of the shell as what it repeats. */
    private static List<String> commands(String page) throws IOException {
        String text = Files.readString(Path.of("..", "docs", page));
        List<String> lines = new ArrayList<>();
        BLOCK.matcher(text).results().flatMap(block -> block.group(1).lines())
                .map(line -> line.replaceFirst("^\\$ ", "").replaceFirst(" +#.*", "")).forEach(lines::add);
        INLINE.matcher(text).results().map(MatchResult::group).map(each -> each.replace("`", "")).forEach(lines::add);
        List<String> commands = new ArrayList<>();
        for (String line : lines) {
            Matcher loop = LOOP.matcher(line);
            if (loop.matches()) {
                Stream.of(loop.group(2).split(" ", 0))
                        .forEach(value -> commands.add(loop.group(3).replace("$" + loop.group(1), value)));
            } else {
                commands.add(line);
            }
        }
        return commands.stream().filter(line -> line.matches("(\\./)?unroll .*"))
                .map(line -> line.replaceFirst("^(\\./)?unroll ", "")).toList();
    }

    private void run(String command) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" +", 0)));
        boolean goesOn = arguments.contains("--resume");
        // A run has its own width and seed.
        boolean ofRuns = arguments.get(0).equals("gradients") && arguments.stream().skip(1)
                .anyMatch(each -> Files.isDirectory(shell.path(each)));
        Map<String, String> brief = new LinkedHashMap<>(BRIEF.getOrDefault(arguments.get(0), Map.of()));
        if (ofRuns) {
            brief.remove("--hidden");
        }
        brief.forEach((option, value) -> {
            int at = arguments.indexOf(option);
            if (at >= 0) {
                arguments.set(at + 1, value);
            } else if (!goesOn) {
                arguments.addAll(List.of(option, value));
            }
        });
        arguments.replaceAll(each -> each.replace("nd4j", Shell.defaultBackend() + ":cpu"));
        Shell.Outcome outcome = shell.run(arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), String.join(" ", arguments) + "\n" + outcome.err());
    }

    private int runAll(String page, Map<String, String> places) throws IOException {
        List<String> commands = commands(page);
        for (String command : commands) {
            String placed = command;
            for (Map.Entry<String, String> place : places.entrySet()) {
                placed = placed.replace(place.getKey(), place.getValue());
            }
            run(placed);
        }
        return commands.size();
    }

    @Test
    void thoseOnExperiments() throws IOException {
        run("compare --cells rnn,gru --out compared");
        run("sweep configs/exercise4-hyperparameters.yaml --out swept");
        int count = runAll("experiments.md", Map.of("compare --resume DIR", "compare --resume compared",
                "sweep --resume DIR", "sweep --resume swept"));
        assertTrue(count >= 7, count + " commands");
    }

    @Test
    void thoseOnGradients() throws IOException {
        for (String cell : List.of("rnn", "gru", "lstm")) {
            run("train --cell " + cell + " --out runs/" + cell);
        }
        int count = runAll("gradients.md", Map.of());
        assertTrue(count >= 7, count + " commands");
    }
}
