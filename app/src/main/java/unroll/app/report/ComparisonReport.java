package unroll.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.core.experiment.Budget;
import unroll.core.experiment.ComparisonResult;
import unroll.core.experiment.TrialOutcome;
import unroll.core.experiment.VariantDifference;
import unroll.core.experiment.VariantResult;
import unroll.core.statistics.PairedDifference;

/** What a comparison gave, for people. */
public final class ComparisonReport {
    private static final int LONGEST_NAME = 14;

    private ComparisonReport() {
    }

    /** The lines. */
    public static List<String> lines(ComparisonResult result) {
        List<String> lines = new ArrayList<>();
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        table.row("variant", "parameters", "dev loss", "test loss", "seconds", "tokens/s");
        for (VariantResult each : result.variants()) {
            if (each.devLoss().count() == 0) {
                table.row(name(each.name()), "-", "-", "-", "-", "-");
            } else {
                table.row(name(each.name()), Numbers.count(each.parameters()), ExperimentWords.loss(each.devLoss()),
                        ExperimentWords.loss(each.testLoss()),
                        seconds(each.seconds().mean()),
                        Numbers.count(Math.round(each.tokensPerSecond().mean())));
            }
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(Paragraph.of("", caption(result)));
        differences(result, lines);
        for (TrialOutcome outcome : result.outcomes()) {
            if (outcome instanceof TrialOutcome.Failed failed) {
                lines.add("");
                lines.addAll(
                        Paragraph.of("", failed.trial().name() + " failed (" + ExperimentWords.reason(failed.reason())
                                + "): " + failed.message()));
            }
        }
        return lines;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.2f" : "%.1f", seconds);
    }

    private static String name(String name) {
        return Paragraph.cut(name, LONGEST_NAME);
    }

    /** What the figures are, and what the variants have in common. */
    static String caption(ComparisonResult result) {
        int seeds = (int) result.outcomes().stream().mapToLong(outcome -> outcome.trial().seed()).distinct().count();
        Budget budget = result.budget();
        String common = switch (budget.match()) {
            case EPOCHS -> "each is trained for " + Numbers.count((long) budget.amount(), "epoch");
            case TIME -> "each is trained for " + Numbers.time(budget.amount()) + ", evaluation not counted";
            case PARAMETERS -> "each has a hidden_size that brings it nearest to "
                    + Numbers.count((long) budget.amount(), "parameter");
        };
        return "Losses in nats per token, with the weights of the epoch with the lowest dev loss; "
                + (seeds > 1 ? "mean ± standard deviation over " + seeds + " seeds; " : "one seed; ") + common + ".";
    }

    private static void differences(ComparisonResult result, List<String> lines) {
        List<VariantDifference> known = result.differences().stream()
                .filter(each -> each.devLoss().difference().count() > 0).toList();
        if (known.isEmpty()) {
            return;
        }
        lines.add("");
        if (known.stream().allMatch(each -> each.devLoss().verdict() == PairedDifference.Verdict.UNKNOWN)) {
            lines.addAll(Paragraph.of("", "With one seed there is no telling a difference from noise; for an answer, "
                    + "give --seeds 3 or more."));
            return;
        }
        Table table = new Table(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT);
        table.row("difference", "loss", "mean", "95 % interval", "");
        for (VariantDifference each : known) {
            row(table, name(each.first()) + " - " + name(each.second()), "dev", each, each.devLoss());
            row(table, "", "test", each, each.testLoss());
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(Paragraph.of("", "Student's t interval of the mean difference, paired by seed. An interval that "
                + "holds 0 is within the seeds' noise."));
    }

    private static void row(Table table, String name, String split, VariantDifference variants,
            PairedDifference difference) {
        table.row(name, split, DifferenceWords.mean(difference, "-"), DifferenceWords.interval(difference, "-"),
                DifferenceWords.verdict(difference, name(variants.first()), name(variants.second())));
    }
}
