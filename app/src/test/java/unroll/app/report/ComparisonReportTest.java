package unroll.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.experiment.Budget;
import unroll.core.experiment.ComparisonResult;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialFigures;
import unroll.core.experiment.TrialOutcome;
import unroll.core.experiment.VariantDifference;
import unroll.core.experiment.VariantResult;
import unroll.core.statistics.PairedDifference;
import unroll.core.statistics.Spread;

class ComparisonReportTest {
    private static Trial trial(String variant, long seed) {
        return new Trial(variant + "-seed" + seed, variant, List.of(),
                LayeredConfig.defaults().with(ConfigKey.SEED, seed, Origin.DEFAULT));
    }

    /** Of three seeds each; the last of the last variant has failed. */
    private static ComparisonResult result(String... names) {
        List<VariantResult> variants = new ArrayList<>();
        List<TrialOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            boolean last = i == names.length - 1;
            double[] losses = last ? new double[] {2.0, 2.01} : new double[] {2.0, 2.01, 2.02};
            Spread loss = Spread.of(losses);
            variants.add(new VariantResult(names[i], Map.of(), 24_028, loss, loss, Spread.of(4.09), Spread.of(461_028),
                    last ? 1 : 0));
            for (int seed = 0; seed < 3; seed++) {
                outcomes.add(seed < losses.length
                        ? new TrialOutcome.Finished(trial(names[i], seed),
                                new TrialFigures(24_028, 10, 10, 2, losses[seed], losses[seed], 4.09, 99))
                        : new TrialOutcome.Failed(trial(names[i], seed), TrialOutcome.Reason.DIVERGED, "it did"));
            }
        }
        PairedDifference difference = PairedDifference.of(new double[] {2.0, 2.01}, new double[] {1.9, 1.9101});
        List<VariantDifference> differences = List
                .of(new VariantDifference(names[0], names[1], difference, difference));
        return new ComparisonResult(new Budget(Budget.Match.EPOCHS, 10), variants, differences, outcomes, 0);
    }

    @Test
    void longNamesStayApart() {
        List<String> lines = ComparisonReport.lines(result("lstm-forget-bias-1", "lstm-forget-bias-2"));
        assertTrue(lines.get(1).startsWith("lstm-fo…bias-1  "), lines.get(1));
        assertTrue(lines.get(2).startsWith("lstm-fo…bias-2  "), lines.get(2));
        assertTrue(lines.contains("lstm-forget-bias-1 - lstm-forget-bias-2"), String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.matches(" +dev .*lstm-fo…bias-2 is lower")),
                String.join("\n", lines));
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void namesThatDifferInTheMiddleAloneAreShownWider() {
        List<String> lines = ComparisonReport.lines(result("a-long-beginning-1-and-a-long-end",
                "a-long-beginning-2-and-a-long-end"));
        assertTrue(lines.get(1).split(" {2,}", 2)[0].contains("1"), lines.get(1));
        assertTrue(lines.get(2).split(" {2,}", 2)[0].contains("2"), lines.get(2));
    }

    @Test
    void shortNamesStandInOneLineWithTheirDifference() {
        List<String> lines = ComparisonReport.lines(result("rnn", "gru"));
        assertTrue(lines.stream().anyMatch(line -> line.matches("rnn - gru +dev +\\+0\\.0999 .*gru is lower")),
                String.join("\n", lines));
    }

    @Test
    void aMeanOverFewerSeedsIsSaidToBe() {
        String caption = ComparisonReport.caption(result("rnn", "gru"));
        assertTrue(caption.contains("mean ± standard deviation over 3 seeds (gru over 2); "), caption);
    }

    @Test
    void whatIsToBeDoneDependsOnTheReason() {
        assertEquals("it would fail again: begin anew with other settings", FailureRemedy.of(result("rnn", "gru")));
        assertEquals("once mended, --resume with --retry runs it again",
                FailureRemedy.of(failed(TrialOutcome.Reason.MEMORY)));
        assertEquals("they would fail again: begin anew with other settings",
                FailureRemedy.of(failed(TrialOutcome.Reason.SETTINGS, TrialOutcome.Reason.DIVERGED)));
        assertEquals("what diverged, or has settings that do not go together, would fail again: begin anew with other "
                + "settings; for the others, once mended, there is --resume with --retry",
                FailureRemedy.of(failed(TrialOutcome.Reason.BACKEND, TrialOutcome.Reason.DIVERGED)));
    }

    private static ComparisonResult failed(TrialOutcome.Reason... reasons) {
        List<TrialOutcome> outcomes = new ArrayList<>();
        for (TrialOutcome.Reason reason : reasons) {
            outcomes.add(new TrialOutcome.Failed(trial("rnn", outcomes.size()), reason, "it did"));
        }
        return new ComparisonResult(new Budget(Budget.Match.EPOCHS, 10), List.of(), List.of(), outcomes, 0);
    }
}
