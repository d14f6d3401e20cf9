package unroll.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return CompareMain.run(Path.of(".."), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
    }

    @ParameterizedTest
    @CsvSource({"lectur, there is no row lectur; there are gemm",
        "--rounds 0, '--rounds must be at least 1, found 0'", "--rounds x, Invalid value for option '--rounds'",
        "--frobnicate, Unknown option: '--frobnicate'", "--data nowhere.txt, --data: there is no file nowhere.txt",
        "--check lecture, --check and --record take no rows", "--processes -1, --processes must be"})
    void refusesInOneLine(String line, String message) {
        assertEquals(CompareCommand.USAGE, run(line.split(" ", -1)));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("bench/compare: " + message), said);
        assertEquals(1, said.lines().count(), said);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void explainsItself() {
        assertEquals(CompareCommand.OK, run("--help"));
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("--check") && said.contains("--json") && said.contains("ROW"), said);
        assertTrue(said.lines().allMatch(line -> line.length() <= 80), said);
    }

    @Test
    void listsRows() {
        assertEquals(CompareCommand.OK, run("--list"));
        assertEquals(Rows.ALL.size(), out.toString(StandardCharsets.UTF_8).lines().count());
        assertEquals(Rows.ALL.size(), Rows.ALL.stream().map(Row::name).distinct().count());
    }
}
