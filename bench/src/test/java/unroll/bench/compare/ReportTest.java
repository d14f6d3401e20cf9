package unroll.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static Result result() {
        Result result = Result.of("lecture", "the lecture's job (hidden 96, batch 16), steady epochs, one thread each");
        result.figures()
                .add(new Result.Figure("unroll, default threads", "Unroll", 0, new Sample(new double[] {0.21, 0.2}),
                        "s", 2.2411, 2.0107, 8, Double.NaN));
        result.figures().add(new Result.Figure("libtorch, custom", "DJL 0.35.1, libtorch 2.7.1", 1,
                new Sample(new double[] {12345.6}), "s", 2.2411, Double.NaN, 1, 21.46));
        result.verdicts().add(Verdict.atLeast("seconds from start to the end of epoch 1", 17.999, 18, "x"));
        result.verdicts().add(Verdict.atMost("KiB a step in all", 7.5, 8, ""));
        result.notes().add("DL4J: " + "a reason ".repeat(20));
        return result;
    }

    @Test
    void fitsTheTerminal() {
        List<String> lines = Report.table(result());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), String.join("\n", lines));
    }

    @Test
    void tellsLossAndRatioBesideTheTime() {
        String text = String.join("\n", Report.table(result()));
        assertTrue(text.contains("  unroll, default threads      0.205    0.200    0.210  2.2411  2.0107"), text);
        assertTrue(text.contains("  libtorch, custom             12346    12346    12346  2.2411           21.46x"),
                text);
        assertTrue(text.contains("its own choice of threads"), text);
        assertTrue(text.contains("DJL 0.35.1, libtorch 2.7.1"), text);
    }

    /** Rounding to the figure that is shown must not turn a number into one that will do. */
    @Test
    void aLittleTooLittleIsMissed() {
        Verdict verdict = result().verdicts().getFirst();
        assertTrue(verdict.line().endsWith("MISSED"), verdict.line());
        assertTrue(result().verdicts().getLast().line().endsWith("met"));
        assertEquals(false, Verdict.atMost("", Double.NaN, 1, "").holds());
    }
}
