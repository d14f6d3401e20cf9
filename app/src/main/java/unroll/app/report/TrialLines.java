package unroll.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.core.config.LayeredConfig;
import unroll.core.experiment.ExperimentPlan;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialFigures;
import unroll.core.experiment.TrialOutcome;

/** How an experiment goes, a line a trial. */
public final class TrialLines {
    private static final int LONGEST_NAME = 24;

    private final ExperimentPlan plan;
    private final int width;

    /** Lines for the trials of a plan. */
    public TrialLines(ExperimentPlan plan) {
        this.plan = plan;
        this.width = Math.min(LONGEST_NAME,
                plan.trials().stream().mapToInt(trial -> trial.name().length()).max().orElse(0));
    }

    /** What is about to run, and the head of the lines that follow. */
    public List<String> started(Path folder, int ended, int atOnce) {
        List<String> lines = new ArrayList<>();
        LayeredConfig settings = plan.settings();
        lines.add(label("training", SettingsWords.training(settings.runConfig())));
        lines.add(label("runs", runs() + (ended == 0 ? "" : ", " + Numbers.count(ended) + " of them ended before")
                + (atOnce == 1 ? "" : ", " + atOnce + " at a time")));
        lines.add(label("folder", folder.toString()));
        lines.add("");
        lines.add(line("run", "epochs", "train", "dev", "test", "tokens/s", "seconds"));
        return lines;
    }

    private String runs() {
        int trials = plan.trials().size();
        return switch (plan) {
            case ExperimentPlan.Comparison comparison -> {
                int variants = comparison.variants().size();
                yield Numbers.count(variants, "variant") + " with " + Numbers.count(trials / variants, "seed");
            }
            case ExperimentPlan.Sweep sweep -> Numbers.count(trials, "trial") + " by " + sweep.method().name()
                    + (sweep.rungs().size() == 1
                            ? ""
                            : ": " + sweep.rungs().stream()
                                    .map(rung -> Numbers.count(rung.trials()) + " to epoch " + rung.epochs())
                                    .collect(Collectors.joining(", ")));
        };
    }

    private static String label(String name, String text) {
        return String.format(Locale.ROOT, "%-8s  %s", name, text);
    }

    /** What became of a trial. */
    public String ended(TrialOutcome outcome) {
        return switch (outcome) {
            case TrialOutcome.Finished(Trial trial, TrialFigures figures) -> line(trial.name(),
                    Integer.toString(figures.epochs()), Numbers.loss(figures.trainLoss()),
                    Numbers.loss(figures.devLoss()), Numbers.loss(figures.testLoss()),
                    Numbers.count(Math.round(figures.tokensPerSecond())),
                    String.format(Locale.ROOT, "%.2f", figures.seconds()));
            case TrialOutcome.Failed failed -> Paragraph.cut(name(failed.trial().name()) + "  "
                    + ExperimentWords.reason(failed.reason()) + ": " + failed.message(), Paragraph.WIDTH);
        };
    }

    private String line(String name, String epochs, String train, String dev, String test, String speed,
            String seconds) {
        return String.format(Locale.ROOT, "%s  %6s  %7s  %7s  %7s  %9s  %7s", name(name), epochs, train, dev, test,
                speed, seconds);
    }

    private String name(String name) {
        return String.format(Locale.ROOT, "%-" + width + "s", Paragraph.cutMiddle(name, width));
    }
}
