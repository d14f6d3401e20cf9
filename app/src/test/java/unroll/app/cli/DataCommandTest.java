package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    Path directory;

    @Test
    void showsTheLecturesFigures() {
        Path names = names();
        assumeTrue(names != null, "the lecture's names.txt is not beside the repository");
        String out = new Shell(directory).run("data", names.toString()).out();
        for (String expected : List.of("32,033", "25,626", "3,203", "3,204", "a=0", "z=25", "[S]=26", "[PAD]=27",
                "X[0] = [26, 11, 20, 0, 13, 13]", "Y[0] = [11, 20, 0, 13, 13, 26]",
                "X[1] = [26, 18, 7, 0, 8, 13]", "     6  [S] l u a n n  [S] (stop)", """

                  26  11  20   0  13  13  27  27  27  27
                  26  18   7   0   8  13  27  27  27  27
                  26  17  20  15   4  17  19  27  27  27
                  26  12  14  10  18   7   0   6  13   0
                """.stripTrailing().replaceAll("\\R\\s*", "\n  ").strip())) {
            assertTrue(out.contains(expected), expected + " in " + out);
        }
    }

    private static Path names() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("unroll")) && Files.exists(folder.resolve("pom.xml"))) {
                Path names = folder.resolveSibling("shared").resolve("data").resolve("names.txt");
                return Files.exists(names) ? names : null;
            }
        }
        return null;
    }

    @Test
    void showsTheStepsOfTheLecturesTable() {
        Shell shell = new Shell(directory);
        shell.file("one.txt", "sophia", "sophia", "", "sophia");
        Shell.Outcome outcome = shell.run("data", "one.txt");
        assertEquals(0, outcome.code(), outcome.err());
        List<String> steps = outcome.outLines().stream().dropWhile(line -> !line.contains("Step")).limit(8).toList();
        assertEquals("""
                  Step  Input so far     Predict
                     1  [S]              s
                     2  [S] s            o
                     3  [S] s o          p
                     4  [S] s o p        h
                     5  [S] s o p h      i
                     6  [S] s o p h i    a
                     7  [S] s o p h i a  [S] (stop)
                """.lines().map(String::strip).toList(), steps.stream().map(String::strip).toList());
        assertTrue(outcome.out().contains("1 blank line, skipped"), outcome.out());
        assertTrue(outcome.out().contains("[PAD]=7"), outcome.out());
    }

    @Test
    void longItemsAndManyCharactersFitATerminal() {
        Shell shell = new Shell(directory);
        StringBuilder all = new StringBuilder();
        for (char c = 0x4e00; c < 0x4e00 + 300; c++) {
            all.append(c);
        }
        shell.file("long.txt", all.toString(), all + " \t" + all, "\u00e9t\u00e9");
        Shell.Outcome outcome = shell.run("data", "long.txt", "--split-seed", "1");
        assertEquals(0, outcome.code(), outcome.err());
        outcome.outLines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void readsStandardInput() {
        Shell.Outcome outcome = new Shell(directory).withInput("emma\r\nava\r\n").run("data", "-");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().startsWith("standard input\n"), outcome.out());
    }

    @Test
    void saysWhichFormItTookTheDataFor() {
        Shell shell = new Shell(directory);
        shell.file("yob.txt", "Emma,F,18688", "Ava,F,3", "Noah,M,18267");
        String out = shell.run("data", "yob.txt").out();
        assertTrue(out.contains("US Social Security (Name,Sex,Count): the names, lower-cased"), out);
        assertTrue(out.contains("[PAD]=8"), out);
        shell.file("other.txt", "Emma,F,18688", "Ava,F,three");
        assertFalse(shell.run("data", "other.txt").out().contains("Social Security"));
    }
}
