package unroll.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import unroll.app.console.Numbers;
import unroll.app.page.Part;
import unroll.core.experiment.SettingEffect;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.TrialOutcome;

/** What a report says of a sweep: the dev loss over each setting that is a number, and the trials in their order. */
final class SweepParts {
    /** From this quotient of highest and lowest on, a setting is shown by its logarithm. */
    private static final double WIDE = 20;

    private SweepParts() {
    }

    static List<Part.Fact> headline(SweepResult result) {
        List<TrialOutcome.Finished> finished = finished(result);
        List<Part.Fact> facts = new ArrayList<>();
        if (!finished.isEmpty()) {
            TrialOutcome.Finished best = finished.getFirst();
            facts.add(new Part.Fact("Lowest dev loss", Numbers.loss(best.figures().devLoss())));
            facts.add(new Part.Fact("Its settings", ExperimentWords.settings(best.trial().changes())));
        }
        facts.add(new Part.Fact("Trials", Numbers.count(result.outcomes().size())
                + (result.missing() == 0 ? "" : " of " + Numbers.count(result.outcomes().size() + result.missing()))));
        return facts;
    }

    static List<Part> of(SweepResult result) {
        List<Part> parts = new ArrayList<>();
        for (String key : result.keys()) {
            Part.Chart chart = chart(result, key);
            if (chart.across().values().length > 0) {
                parts.add(chart);
            }
        }
        parts.add(effects(result));
        parts.add(trials(result));
        return parts;
    }

    private static List<TrialOutcome.Finished> finished(SweepResult result) {
        List<TrialOutcome.Finished> finished = new ArrayList<>();
        for (TrialOutcome outcome : result.outcomes()) {
            if (outcome instanceof TrialOutcome.Finished one) {
                finished.add(one);
            }
        }
        return finished;
    }

    private record Point(double setting, double loss) {
    }

    /** A dot a trial; without any where the setting's values are no numbers. */
    private static Part.Chart chart(SweepResult result, String key) {
        List<Point> points = new ArrayList<>();
        for (TrialOutcome.Finished trial : finished(result)) {
            OptionalDouble setting = number(trial.trial().changes().getOrDefault(key, ""));
            if (setting.isPresent()) {
                points.add(new Point(setting.getAsDouble(), trial.figures().devLoss()));
            }
        }
        points.sort(Comparator.comparingDouble(Point::setting));
        double[] across = points.stream().mapToDouble(Point::setting).toArray();
        boolean wide = across.length > 0 && across[0] > 0 && across[across.length - 1] / across[0] >= WIDE;
        return new Part.Chart("effect-" + key, "Dev loss by " + key, "A dot is a trial.",
                "Dots: the dev loss of " + Numbers.count(points.size(), "trial") + " by " + key + ".",
                new Part.Across(key, across, wide), false, List.of(new Part.Series("dev loss",
                        points.stream().mapToDouble(Point::loss).toArray(), Part.Style.dots(0))));
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static Part.Table effects(SweepResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (SettingEffect effect : result.effects()) {
            List<String> values = new ArrayList<>();
            effect.devLossByValue().forEach((value, spread) -> values
                    .add(ExperimentWords.value(value) + ": " + ExperimentWords.loss(spread)));
            rows.add(List.of(effect.key(), Double.isNaN(effect.rankCorrelation())
                    ? "–"
                    : String.format(Locale.ROOT, "%+.2f", effect.rankCorrelation()), String.join("; ", values)));
        }
        return new Part.Table("Effects",
                "Spearman's rank correlation of each setting and the dev loss: -1, the higher the "
                        + "better; +1, the lower the better; near 0, no consistent relationship.",
                List.of(Part.Column.words("Setting"), Part.Column.numbers("Rank correlation"),
                        Part.Column.words("Dev loss by value")),
                rows);
    }

    private static Part.Table trials(SweepResult result) {
        List<Part.Column> columns = new ArrayList<>(List.of(Part.Column.words("Trial"), Part.Column.numbers("Dev"),
                Part.Column.numbers("Test"), Part.Column.numbers("Epochs"), Part.Column.numbers("Seconds")));
        result.keys().forEach(key -> columns.add(Part.Column.words(key)));
        List<List<String>> rows = new ArrayList<>();
        for (TrialOutcome outcome : result.outcomes()) {
            List<String> row = new ArrayList<>(List.of(outcome.trial().name()));
            switch (outcome) {
                case TrialOutcome.Finished finished -> row.addAll(List.of(Numbers.loss(finished.figures().devLoss()),
                        Numbers.loss(finished.figures().testLoss()), String.valueOf(finished.figures().epochs()),
                        String.format(Locale.ROOT, "%.2f", finished.figures().seconds())));
                case TrialOutcome.Failed failed -> row.addAll(
                        List.of(ExperimentWords.reason(failed.reason()), "–", "–", "–"));
            }
            result.keys().forEach(key -> row
                    .add(ExperimentWords.value(outcome.trial().changes().getOrDefault(key, "–"))));
            rows.add(row);
        }
        return new Part.Table("Trials", "The lowest dev loss first.", columns, rows);
    }
}
