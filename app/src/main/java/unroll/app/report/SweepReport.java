package unroll.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.core.experiment.SettingEffect;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialOutcome;

/** What a sweep gave, for people. */
public final class SweepReport {
    private SweepReport() {
    }

    /** The lines. Those of trials are as long as their settings: without them they say nothing. */
    public static List<String> lines(SweepResult result) {
        List<String> lines = trials(result, true);
        if (lines.stream().anyMatch(line -> line.length() > Paragraph.WIDTH)) {
            lines = trials(result, false);
        }
        best(result, lines);
        effects(result, lines);
        return lines;
    }

    private static List<String> trials(SweepResult result, boolean withSeconds) {
        List<String> head = new ArrayList<>(List.of("trial", "dev", "test", "epochs"));
        if (withSeconds) {
            head.add("seconds");
        }
        int figures = head.size() - 1;
        List<Align> columns = new ArrayList<>();
        for (int i = 0; i < head.size() + result.keys().size(); i++) {
            columns.add(i >= 1 && i <= figures ? Align.RIGHT : Align.LEFT);
        }
        Table table = new Table(columns.toArray(Align[]::new));
        head.addAll(result.keys());
        table.row(head.toArray(String[]::new));
        for (TrialOutcome outcome : result.outcomes()) {
            Stream<String> words = switch (outcome) {
                case TrialOutcome.Finished finished -> Stream.of(Numbers.loss(finished.figures().devLoss()),
                        Numbers.loss(finished.figures().testLoss()),
                        Integer.toString(finished.figures().epochs()),
                        String.format(Locale.ROOT, "%.2f", finished.figures().seconds()));
                case TrialOutcome.Failed failed ->
                    Stream.of(ExperimentWords.reason(failed.reason()), "-", "-", "-");
            };
            List<String> row = new ArrayList<>(List.of(outcome.trial().name()));
            row.addAll(words.limit(figures).toList());
            result.keys().forEach(key -> row.add(ExperimentWords.value(outcome.trial().change(key))));
            table.row(row.toArray(String[]::new));
        }
        return new ArrayList<>(table.lines());
    }

    /** Its settings to the last digit, for whoever wants to train with them. */
    private static void best(SweepResult result, List<String> lines) {
        List<TrialOutcome.Finished> finished = EffectCharts.finished(result);
        if (finished.isEmpty()) {
            return;
        }
        Trial best = finished.getFirst().trial();
        List<String> settings = result.keys().stream()
                .map(key -> key + " " + ExperimentWords.whole(best.change(key))).toList();
        lines.add("");
        lines.addAll(Paragraph.of("",
                "Lowest dev loss: " + best.name() + ", with " + String.join(", ", settings) + "."));
    }

    private static void effects(SweepResult result, List<String> lines) {
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.LEFT);
        table.row("setting", "rank correlation", "dev loss by value");
        for (SettingEffect effect : result.effects()) {
            List<String> values = effect.devLossByValue().entrySet().stream().sorted(SweepParts.order(effect))
                    .map(each -> ExperimentWords.value(each.getKey()) + ": " + ExperimentWords.loss(each.getValue()))
                    .toList();
            table.row(effect.key(), Double.isNaN(effect.rankCorrelation())
                    ? "-"
                    : String.format(Locale.ROOT, "%+.2f", effect.rankCorrelation()),
                    values.isEmpty()
                            ? ""
                            : values.getFirst());
            values.stream().skip(1).forEach(each -> table.row("", "", each));
        }
        if (result.effects().isEmpty() || result.effects().getFirst().trials() == 0) {
            return;
        }
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(Paragraph.of("", "Spearman's rank correlation of each setting and the dev loss"
                + (result.method().equals("halving") ? " at the end of the first rung" : "")
                + ": -1, the higher the better; +1, the lower the better; near 0, no consistent relationship. "
                + ExperimentWords.taken(result)));
    }
}
