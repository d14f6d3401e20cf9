package unroll.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import unroll.app.console.Numbers;
import unroll.app.page.Part;
import unroll.core.experiment.SettingEffect;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialOutcome;
import unroll.core.statistics.Spread;

/** What a report says of a sweep: the dev loss over each setting, and the trials in their order. */
final class SweepParts {
    private SweepParts() {
    }

    static List<Part.Fact> headline(SweepResult result) {
        List<TrialOutcome.Finished> finished = EffectCharts.finished(result);
        List<Part.Fact> facts = new ArrayList<>();
        if (!finished.isEmpty()) {
            TrialOutcome.Finished best = finished.getFirst();
            facts.add(new Part.Fact("Lowest dev loss", Numbers.loss(best.figures().devLoss())));
            facts.add(new Part.Fact("Its settings", ExperimentWords.settings(settings(result, best.trial()))));
        }
        facts.add(new Part.Fact("Trials", Numbers.count(result.outcomes().size())
                + (result.missing() == 0 ? "" : " of " + Numbers.count(result.outcomes().size() + result.missing()))));
        return facts;
    }

    static List<Part> of(SweepResult result) {
        List<Part> parts = new ArrayList<>(EffectCharts.of(result));
        parts.add(effects(result));
        Part.Table spread = spread(result);
        if (!spread.rows().isEmpty()) {
            parts.add(spread);
        }
        parts.add(trials(result));
        return parts;
    }

    /** What tells a trial from the others, the seed with it where that is searched. */
    static Map<String, String> settings(SweepResult result, Trial trial) {
        Map<String, String> settings = new LinkedHashMap<>();
        result.keys().forEach(key -> settings.put(key, trial.change(key)));
        return settings;
    }

    private static Part.Table effects(SweepResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (SettingEffect effect : result.effects()) {
            rows.add(List.of(effect.key(), Double.isNaN(effect.rankCorrelation())
                    ? "–"
                    : String.format(Locale.ROOT, "%+.2f", effect.rankCorrelation())));
        }
        return new Part.Table("Effects",
                "Spearman's rank correlation of each setting that is a number and the dev loss: -1, the higher the "
                        + "better; +1, the lower the better; near 0, no consistent relationship." + rung(result),
                List.of(Part.Column.words("Setting"), Part.Column.numbers("Rank correlation")), rows);
    }

    private static Part.Table spread(SweepResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (SettingEffect effect : result.effects()) {
            effect.devLossByValue().entrySet().stream().sorted(order(effect)).forEach(each -> rows.add(
                    List.of(effect.key(), ExperimentWords.value(each.getKey()),
                            String.valueOf(each.getValue().count()), ExperimentWords.loss(each.getValue()))));
        }
        return new Part.Table("Dev loss by value", "Mean ± standard deviation of the trials with that value, whatever "
                + "their other settings." + rung(result),
                List.of(Part.Column.words("Setting"), Part.Column.words("Value"), Part.Column.numbers("Trials"),
                        Part.Column.numbers("Dev loss")),
                rows);
    }

    /** Amounts from the lowest; what is none from the lowest mean loss. */
    private static Comparator<Map.Entry<String, Spread>> order(SettingEffect effect) {
        return EffectCharts.areNumbers(effect.devLossByValue().keySet())
                ? Comparator.comparingDouble(each -> Double.parseDouble(each.getKey()))
                : Comparator.comparingDouble(each -> each.getValue().mean());
    }

    private static String rung(SweepResult result) {
        return result.method().equals("halving") ? " Losses are those at the end of the first rung." : "";
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
                    .add(ExperimentWords.value(outcome.trial().change(key))));
            rows.add(row);
        }
        return new Part.Table("Trials", "The lowest dev loss first.", columns, rows);
    }
}
