package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Surroundings in which a program is started less often, each as a user would want it. */
class LauncherIT {
    @TempDir
    Path directory;

    private Launcher.Outcome in(Map<String, String> environment, String line)
            throws IOException, InterruptedException {
        return new Launcher(directory, environment).shell(line);
    }

    private void train(String... more) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("words.txt"), "\u00e9t\u00e9\n\u00e9t\u00e9t\nt\u00e9\n".repeat(10));
        Launcher.Outcome outcome = in(Map.of(), "unroll train --data words.txt --hidden 8 --epochs 2 --out run "
                + String.join(" ", more));
        assertEquals(0, outcome.code(), outcome.err());
    }

    @Test
    void lettersBeyondAsciiWorkInTheLocaleC() throws IOException, InterruptedException {
        train();
        Launcher.Outcome utf8 = in(Map.of("LC_ALL", "C.UTF-8"), "unroll sample run --prompt '\u00e9' -n 5 -q");
        assertEquals(0, utf8.code(), utf8.err());
        // The command lines are in files: what this JVM's own locale does to arguments must not matter.
        Files.write(directory.resolve("sample.sh"),
                "unroll sample run --prompt '\u00e9' -n 5 -q".getBytes(StandardCharsets.UTF_8));
        Files.write(directory.resolve("data.sh"),
                "cp words.txt '\u00e9.txt' && unroll data '\u00e9.txt'".getBytes(StandardCharsets.UTF_8));
        for (Map<String, String> locale : List.of(Map.of("LANG", "C"), Map.of("LC_ALL", "POSIX"),
                Map.<String, String>of())) {
            Launcher.Outcome sample = in(locale, "source ./sample.sh");
            assertEquals(0, sample.code(), sample.err());
            assertTrue(sample.out().lines().allMatch(line -> line.startsWith("\u00e9")), sample.out());
            assertEquals(5, sample.out().lines().count());
            Launcher.Outcome data = in(locale, "source ./data.sh");
            assertEquals(0, data.code(), data.err());
            assertTrue(data.out().startsWith("\u00e9.txt\n"), data.out());
        }
    }

    @Test
    void aGermanUserGetsTheSameFigures() throws IOException, InterruptedException {
        train();
        String english = in(Map.of(), "unroll eval run").out();
        Launcher.Outcome german = in(Map.of("UNROLL_JAVA_OPTS", "-Duser.language=de -Duser.country=DE"),
                "unroll eval run");
        assertEquals(english, german.out());
        Launcher.Outcome training = in(Map.of("UNROLL_JAVA_OPTS", "-Duser.language=de -Duser.country=DE"),
                "unroll train --data words.txt --hidden 8 --epochs 2 --out german -q");
        assertTrue(training.out().contains("dev loss    ") && !training.out().matches("(?s).*\\d,\\d{4}.*"),
                training.out());
    }

    @Test
    void closedStreamsAndReadersThatGoAreNoFailure() throws IOException, InterruptedException {
        train();
        Launcher.Outcome closed = in(Map.of(), "unroll train --data words.txt --hidden 8 --epochs 1 --out quiet >&-");
        assertEquals(0, closed.code(), closed.err());
        assertTrue(Files.exists(directory.resolve("quiet").resolve("model.safetensors")));
        assertEquals(new Launcher.Outcome(0, "", ""), in(Map.of(), "unroll sample run -q >&-"));
        Launcher.Outcome all = in(Map.of(), "unroll sample run -q >&- 2>&- <&-; echo $?");
        assertEquals("0\n", all.out());
        Launcher.Outcome head = in(Map.of(), "unroll sample run -n 1000000000 | head -1; echo ${PIPESTATUS[0]}");
        assertEquals(2, head.out().lines().count(), head.out());
        assertTrue(head.out().endsWith("\n0\n"), head.out());
        assertFalse(head.err().contains("unroll:"), head.err());
        // What is read in place of a closed standard input is nothing, and not a file of the JVM's.
        Launcher.Outcome nothing = in(Map.of(), "unroll data - <&-");
        assertEquals("unroll: standard input is empty; expected text with one item a line\n", nothing.err());
    }

    /** The launcher brings the module that draws, and java.desktop with it. */
    @Test
    void plotsAreDrawn() throws IOException, InterruptedException {
        train();
        Launcher.Outcome outcome = in(Map.of(), "unroll report run --plots");
        assertEquals(0, outcome.code(), outcome.err());
        for (String plot : List.of("loss", "speed")) {
            assertNotNull(ImageIO.read(directory.resolve("run/plots/" + plot + ".png").toFile()), plot);
            assertTrue(Files.readString(directory.resolve("run/plots/" + plot + ".csv")).startsWith("\"Epoch\","),
                    plot);
        }
    }

    @Test
    void linesStayPlainWhereNoTerminalIs() throws IOException, InterruptedException {
        train();
        for (Map<String, String> environment : List.of(Map.of("TERM", "dumb"), Map.of("TERM", "xterm"),
                Map.of("NO_COLOR", "1", "TERM", "xterm"))) {
            Launcher.Outcome outcome = in(environment,
                    "unroll train --data words.txt --hidden 8 --epochs 1; unroll sample none");
            assertFalse(outcome.err().contains("\u001b") || outcome.err().contains("\r"), outcome.err());
        }
    }

    @Test
    void aTerminalIsRecognisedAndKeptPlainWhereThatIsAskedFor() throws IOException, InterruptedException {
        assumeTrue(in(Map.of(), "type -P script").code() == 0, "there is no 'script' to make a terminal with");
        train();
        // A terminal for standard error alone, as in `unroll sample RUN > file`.
        String line = "script -qec \"'" + System.getProperty("unroll.home")
                + "/unroll' train --data words.txt --hidden 8 "
                + "--epochs 300 > results.txt\" /dev/null < /dev/null";
        Launcher.Outcome live = in(Map.of("TERM", "xterm"), line);
        assertTrue(live.out().contains("\u001b[K"), live.out());
        assertTrue(live.out().contains("\u001b[32mbest"), live.out());
        assertFalse(Files.readString(directory.resolve("results.txt")).contains("\u001b"));
        for (Map<String, String> environment : List.of(Map.of("TERM", "dumb"), Map.of("TERM", "xterm", "CI", "true"),
                Map.of("TERM", "xterm", "NO_COLOR", "1"))) {
            Launcher.Outcome plain = in(environment, line);
            assertFalse(plain.out().contains("\u001b"), plain.out());
        }
    }

    @Test
    void twoRunsInOneSecondGetFoldersOfTheirOwn() throws IOException, InterruptedException {
        train();
        Launcher.Outcome both = in(Map.of(),
                "for i in 1 2 3; do unroll train --data words.txt --hidden 4 --epochs 1 -q "
                        + "> /dev/null & done; wait");
        assertEquals("", both.err());
        try (Stream<Path> runs = Files.list(directory.resolve("runs"))) {
            List<Path> folders = runs.toList();
            assertEquals(3, folders.size(), folders.toString());
            for (Path folder : folders) {
                assertTrue(Files.exists(folder.resolve("model.safetensors")), folder.toString());
            }
        }
    }

    @Test
    void oneCoreIsEnough() throws IOException, InterruptedException {
        assumeTrue(in(Map.of(), "taskset -c 0 true").code() == 0, "there is no 'taskset' to take cores away with");
        train();
        Launcher.Outcome outcome = in(Map.of(), "taskset -c 0 bash -c \"'" + System.getProperty("unroll.home")
                + "/unroll' train --data words.txt --hidden 8 --epochs 2 --out one\" "
                + "&& cmp run/model.safetensors one/model.safetensors");
        assertEquals(0, outcome.code(), outcome.err());
    }
}
