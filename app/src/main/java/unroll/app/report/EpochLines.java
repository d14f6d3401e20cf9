package unroll.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Terminal;
import unroll.app.job.TrainingPlan;
import unroll.core.train.EpochMetrics;
import unroll.core.train.TrainingStart;

/** How training goes: what is about to be trained, and a line for each epoch. */
public final class EpochLines {
    private EpochLines() {
    }

    /** What is about to be trained. */
    public static List<String> started(TrainingPlan plan, TrainingStart start) {
        List<String> lines = new ArrayList<>();
        lines.add("data      " + plan.source() + ": " + Numbers.count(start.trainItems()) + " train, "
                + Numbers.count(start.devItems()) + " dev, " + Numbers.count(start.testItems()) + " test");
        lines.addAll(titled("model     ", SettingsWords.model(plan.model())));
        lines.addAll(titled("training  ", SettingsWords.training(plan.config())));
        lines.add("backend   " + plan.backend() + ", device " + plan.device().id()
                + (plan.threads() == 0 ? "" : ", " + Numbers.count(plan.threads(), "thread")));
        lines.add("run       " + plan.folder());
        if (start.finishedEpochs() > 0 || start.finishedTokens() > 0) {
            lines.add("goes on   after " + Numbers.count(start.finishedEpochs(), "epoch") + " of " + start.epochs()
                    + (start.finishedTokens() == 0
                            ? ""
                            : " and " + Numbers.count(start.finishedTokens()) + " of "
                                    + Numbers.count(start.trainTokens(), "token") + " of the next"));
        }
        lines.add("");
        // Two figures of the lecture under one heading: they are there to be compared with its notebook.
        lines.add(String.format(Locale.ROOT, "%5s  %7s  %7s  %17s  %11s  %8s", "epoch", "train", "dev",
                "lecture's figures", "tokens/s", "seconds"));
        return lines;
    }

    /** A text behind a title, in as many lines as it needs. */
    private static List<String> titled(String title, String text) {
        List<String> lines = Paragraph.of(" ".repeat(title.length()), text);
        lines.set(0, title + lines.getFirst().substring(title.length()));
        return lines;
    }

    /** The line of an epoch. */
    public static String epoch(EpochMetrics metrics, Terminal terminal) {
        return String.format(Locale.ROOT, "%5d  %7s  %7s  %8s  %7s  %11s  %8s%s", metrics.epoch(),
                Numbers.loss(metrics.trainLoss()),
                Numbers.loss(metrics.devLoss()), Numbers.loss(metrics.trainLossLecture()),
                Numbers.loss(metrics.devLossLecture()), Numbers.count(Math.round(metrics.tokensPerSecond())),
                String.format(Locale.ROOT, "%.2f", metrics.seconds()),
                metrics.best() ? "  " + terminal.green("best") : "");
    }
}
