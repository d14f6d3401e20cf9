package unroll.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.core.experiment.SettingEffect;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.TrialOutcome;

/** What a sweep gave, for people. */
public final class SweepReport {
    private SweepReport() {
    }

    /** The lines. */
    public static List<String> lines(SweepResult result) {
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT);
        table.row("trial", "dev", "test", "epochs", "seconds", "settings");
        for (TrialOutcome outcome : result.outcomes()) {
            String settings = ExperimentWords.settings(outcome.trial().changes());
            switch (outcome) {
                case TrialOutcome.Finished finished -> table.row(outcome.trial().name(),
                        Numbers.loss(finished.figures().devLoss()), Numbers.loss(finished.figures().testLoss()),
                        Integer.toString(finished.figures().epochs()),
                        String.format(Locale.ROOT, "%.2f", finished.figures().seconds()), settings);
                case TrialOutcome.Failed failed -> table.row(outcome.trial().name(), "-", "-", "-", "-",
                        ExperimentWords.reason(failed.reason()) + "; " + settings);
            }
        }
        List<String> lines = new ArrayList<>();
        table.lines().forEach(line -> lines.add(Paragraph.cut(line, Paragraph.WIDTH)));
        effects(result, lines);
        return lines;
    }

    private static void effects(SweepResult result, List<String> lines) {
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.LEFT);
        table.row("setting", "rank correlation", "dev loss by value");
        for (SettingEffect effect : result.effects()) {
            List<String> values = new ArrayList<>();
            effect.devLossByValue().forEach((value, spread) -> values
                    .add(ExperimentWords.value(value) + ": " + ExperimentWords.loss(spread)));
            table.row(effect.key(), Double.isNaN(effect.rankCorrelation())
                    ? "-"
                    : String.format(Locale.ROOT, "%+.2f", effect.rankCorrelation()),
                    values.isEmpty()
                            ? ""
                            : values.getFirst());
            values.stream().skip(1).forEach(each -> table.row("", "", each));
        }
        int trials = result.effects().isEmpty() ? 0 : result.effects().getFirst().trials();
        if (trials == 0) {
            return;
        }
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(Paragraph.of("", "Spearman's rank correlation of each setting and the dev loss over "
                + Numbers.count(trials, "trial")
                + (result.method().equals("halving") ? ", at the end of the first rung" : "")
                + ": -1, the higher the better; +1, the lower the better; near 0, no consistent relationship."));
    }
}
