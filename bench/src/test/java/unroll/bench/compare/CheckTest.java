package unroll.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {
    @TempDir
    private Path home;

    private static Result measured(double unroll, double plain) {
        Result result = Result.of("check", "");
        result.figures().add(new Result.Figure("unroll", "", 1, new Sample(new double[] {unroll}), "s", 2, 2, 1,
                Double.NaN));
        result.figures().add(new Result.Figure("plain Java loops", "", 1, new Sample(new double[] {plain}), "s", 2, 2,
                1, plain / unroll));
        return result;
    }

    @ParameterizedTest
    @CsvSource({"20, 20, true", "25, 20, true", "16, 20, true", "15.99, 20, false", "1, 20, false", "NaN, 20, false"})
    void holdsWhereNoMoreThanAFifthIsLost(double lead, double recorded, boolean holds) {
        assertEquals(holds, Check.verdict(lead, recorded).holds());
    }

    @Test
    void readsWhatItWrites() throws IOException {
        Files.createDirectory(home.resolve("bench"));
        Check check = new Check(home);
        check.record(measured(0.5, 10));
        assertTrue(check.verdict(measured(0.5, 10)).holds());
        assertEquals(16, check.verdict(measured(0.5, 10)).bound(), 1e-9);
        assertTrue(check.verdict(measured(0.6, 10)).holds());
        assertFalse(check.verdict(measured(0.7, 10)).holds());
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Check check = new Check(home);
        assertTrue(assertThrows(IOException.class, () -> check.verdict(measured(1, 10))).getMessage()
                .endsWith("recorded.json is missing; write it with --record"));
        Files.createDirectory(home.resolve("bench"));
        Path file = home.resolve("bench").resolve("recorded.json");
        Files.writeString(file, "{");
        assertThrows(IOException.class, () -> check.verdict(measured(1, 10)));
        Files.writeString(file, "{}");
        assertThrows(IOException.class, () -> check.verdict(measured(1, 10)));
    }

    @Test
    void needsBoth() {
        Result result = Result.of("check", "");
        result.notes().add("unroll: exit code 1");
        assertEquals("there is nothing to compare: unroll: exit code 1",
                assertThrows(IOException.class, () -> Check.lead(result)).getMessage());
    }

    /** What is committed can be read. */
    @Test
    void theRecordOfThisCheckout() throws IOException {
        assertTrue(new Check(Path.of("..")).verdict(measured(1, 10_000)).holds());
    }
}
