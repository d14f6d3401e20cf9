package unroll.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
        Map<String, String> names = names(result);
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        table.row("variant", "parameters", "dev loss", "test loss", "seconds", "tokens/s");
        for (VariantResult each : result.variants()) {
            String name = names.getOrDefault(each.name(), each.name());
            if (each.devLoss().count() == 0) {
                table.row(name, "-", "-", "-", "-", "-");
            } else {
                table.row(name, Numbers.count(each.parameters()), ExperimentWords.loss(each.devLoss()),
                        ExperimentWords.loss(each.testLoss()),
                        seconds(each.seconds().mean()),
                        Numbers.count(Math.round(each.tokensPerSecond().mean())));
            }
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(Paragraph.of("", caption(result)));
        differences(result, names, lines);
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

    /** Names as short as lets a line fit, and longer where two of them would look the same. */
    private static Map<String, String> names(ComparisonResult result) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int width = LONGEST_NAME; Set.copyOf(names.values()).size() < result.variants().size(); width++) {
            for (VariantResult each : result.variants()) {
                names.put(each.name(), Paragraph.cutMiddle(each.name(), width));
            }
        }
        return names;
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
                + (seeds > 1
                        ? "mean ± standard deviation over " + seeds + " seeds" + fewer(result, seeds) + "; "
                        : "one seed; ")
                + common + ".";
    }

    /** Variants whose mean is over fewer seeds, because runs failed or are to come. */
    private static String fewer(ComparisonResult result, int seeds) {
        List<String> fewer = result.variants().stream().filter(each -> each.devLoss().count() < seeds)
                .map(each -> each.name() + " over " + (each.devLoss().count() == 0 ? "none" : each.devLoss().count()))
                .toList();
        return fewer.isEmpty() ? "" : " (" + String.join(", ", fewer) + ")";
    }

    private static void differences(ComparisonResult result, Map<String, String> names, List<String> lines) {
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
        List<String> table = table(known, names, false);
        lines.addAll(table.stream().anyMatch(line -> line.length() > Paragraph.WIDTH)
                ? table(known, names, true)
                : table);
        lines.add("");
        lines.addAll(Paragraph.of("", "Student's t interval of the mean difference, paired by seed. An interval that "
                + "holds 0 is within the seeds' noise."));
    }

    /** The differences; a pair that leaves no room for the rest has a line of its own. */
    private static List<String> table(List<VariantDifference> differences, Map<String, String> names,
            boolean apart) {
        Table table = new Table(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT);
        table.row(apart ? "" : "difference", "loss", "mean", "95 % interval", "");
        for (VariantDifference each : differences) {
            String first = names.getOrDefault(each.first(), each.first());
            String second = names.getOrDefault(each.second(), each.second());
            row(table, apart ? "" : first + " - " + second, "dev", each.devLoss(), first, second);
            row(table, "", "test", each.testLoss(), first, second);
        }
        List<String> lines = table.lines();
        if (!apart) {
            return lines;
        }
        List<String> wide = new ArrayList<>(List.of(lines.getFirst()));
        for (int i = 0; i < differences.size(); i++) {
            wide.add(differences.get(i).first() + " - " + differences.get(i).second());
            wide.addAll(lines.subList(1 + 2 * i, 3 + 2 * i));
        }
        return wide;
    }

    private static void row(Table table, String pair, String split, PairedDifference difference, String first,
            String second) {
        table.row(pair, split, DifferenceWords.mean(difference, "-"), DifferenceWords.interval(difference, "-"),
                DifferenceWords.verdict(difference, first, second));
    }
}
