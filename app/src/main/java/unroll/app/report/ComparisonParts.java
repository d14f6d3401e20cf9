package unroll.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import unroll.app.console.Numbers;
import unroll.app.page.Part;
import unroll.core.experiment.ComparisonResult;
import unroll.core.experiment.TrialOutcome;
import unroll.core.experiment.VariantDifference;
import unroll.core.experiment.VariantResult;
import unroll.core.statistics.PairedDifference;
import unroll.core.train.EpochMetrics;

/** What a report says of a comparison: curves by variant, its figures, and whether variants differ. */
final class ComparisonParts {
    private ComparisonParts() {
    }

    static List<Part.Fact> headline(ComparisonResult result) {
        List<Part.Fact> facts = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            facts.add(new Part.Fact(variant.name() + ", dev loss",
                    variant.devLoss().count() == 0 ? "none yet" : ExperimentWords.loss(variant.devLoss())));
        }
        return facts;
    }

    /**
     * The sections.
     *
     * @param curves the epochs of the runs that have finished, by the trial's name
     */
    static List<Part> of(ComparisonResult result, Map<String, List<EpochMetrics>> curves) {
        List<Part> parts = new ArrayList<>();
        if (!curves.isEmpty()) {
            parts.add(chart(result, curves, "dev-loss", "Dev loss, in nats per token", EpochMetrics::devLoss));
            parts.add(chart(result, curves, "train-loss", "Train loss, in nats per token", EpochMetrics::trainLoss));
        }
        parts.add(variants(result));
        parts.add(differences(result));
        return parts;
    }

    private static Part.Chart chart(ComparisonResult result, Map<String, List<EpochMetrics>> curves, String id,
            String title, ToDoubleFunction<EpochMetrics> value) {
        int epochs = curves.values().stream().mapToInt(List::size).max().orElse(0);
        double[] across = new double[epochs];
        Arrays.setAll(across, i -> i + 1);
        List<Part.Series> series = new ArrayList<>();
        for (int i = 0; i < result.variants().size(); i++) {
            String name = result.variants().get(i).name();
            List<List<EpochMetrics>> runs = result.outcomes().stream()
                    .filter(outcome -> outcome instanceof TrialOutcome.Finished
                            && outcome.trial().variant().equals(name))
                    .map(outcome -> curves.getOrDefault(outcome.trial().name(), List.of())).toList();
            double[] means = new double[epochs];
            Arrays.setAll(means, epoch -> runs.stream().filter(run -> run.size() > epoch)
                    .mapToDouble(run -> value.applyAsDouble(run.get(epoch))).average().orElse(Double.NaN));
            series.add(new Part.Series(name, means, Part.Style.of(i)));
        }
        String alt = title + " by epoch for " + series.stream().map(Part.Series::name).collect(Collectors.joining(", "))
                + ".";
        return new Part.Chart(id, title, "The mean over the seeds.", alt, new Part.Across("Epoch", across), false,
                series);
    }

    private static Part.Table variants(ComparisonResult result) {
        List<List<String>> rows = result.variants().stream().map(variant -> List.of(variant.name(),
                Numbers.count(variant.parameters()), ExperimentWords.loss(variant.devLoss()),
                ExperimentWords.loss(variant.testLoss()),
                String.format(Locale.ROOT, "%.1f", variant.seconds().mean()),
                Numbers.count(Math.round(variant.tokensPerSecond().mean())), String.valueOf(variant.failed()),
                ExperimentWords.settings(variant.settings())))
                .toList();
        return new Part.Table("Variants", "Mean ± standard deviation over the seeds.",
                List.of(Part.Column.words("Variant"), Part.Column.numbers("Parameters"),
                        Part.Column.numbers("Dev loss"), Part.Column.numbers("Test loss"),
                        Part.Column.numbers("Seconds"), Part.Column.numbers("Tokens/s"), Part.Column.numbers("Failed"),
                        Part.Column.words("Settings of its own")),
                rows);
    }

    private static Part.Table differences(ComparisonResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (VariantDifference each : result.differences()) {
            rows.add(row(each, "dev", each.devLoss()));
            rows.add(row(each, "test", each.testLoss()));
        }
        return new Part.Table("Differences", "Student's t interval of the mean difference, paired by seed. An interval "
                + "that holds 0 is within the seeds' noise.",
                List.of(Part.Column.words("Difference"), Part.Column.words("Loss"), Part.Column.numbers("Mean"),
                        Part.Column.numbers("95 % interval"), Part.Column.words("Which says")),
                rows);
    }

    private static List<String> row(VariantDifference variants, String split, PairedDifference difference) {
        return List.of(variants.first() + " - " + variants.second(), split, DifferenceWords.mean(difference, "–"),
                DifferenceWords.interval(difference, "–"),
                DifferenceWords.verdict(difference, variants.first(), variants.second()));
    }
}
