package unroll.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Console;
import unroll.app.console.ProgressLine;
import unroll.app.console.Sparkline;
import unroll.app.job.TrainingObserver;
import unroll.app.job.TrainingPlan;
import unroll.app.report.EpochLines;
import unroll.core.train.EpochMetrics;
import unroll.core.train.TrainingStart;

/** Shows how training goes, on standard error: a line an epoch, and on a terminal a bar below them. */
final class TrainingDisplay implements TrainingObserver, AutoCloseable {
    private final Console console;
    private volatile @Nullable ProgressLine bar;
    private long tokensOfEpoch;
    private final Sparkline devLosses = new Sparkline();
    private @Nullable Path folder;
    private String what = "";
    private int shownEpoch;
    private int epochs;

    TrainingDisplay(Console console) {
        this.console = console;
    }

    @Override
    public void warning(String message) {
        console.warning(message);
    }

    @Override
    public void started(TrainingPlan plan, TrainingStart start) {
        EpochLines.started(plan, start).forEach(console::note);
        folder = plan.folder();
        tokensOfEpoch = start.trainTokens();
        epochs = start.epochs();
        if (console.terminal().live() && !console.isQuiet()) {
            bar = new ProgressLine(console.err(), console.terminal(), "tokens",
                    start.finishedEpochs() * tokensOfEpoch + start.finishedTokens(), epochs * tokensOfEpoch);
        }
    }

    @Override
    public void batch(int epoch, long tokens) {
        ProgressLine line = bar;
        if (line != null) {
            if (epoch != shownEpoch) {
                shownEpoch = epoch;
                String curve = devLosses.text();
                what = String.format(Locale.ROOT, "epoch %d/%d%s", epoch, epochs, curve.isEmpty() ? "" : " " + curve);
            }
            line.at(what, (epoch - 1) * tokensOfEpoch + tokens);
        }
    }

    @Override
    public void stopping() {
        note("unroll: stopping after this batch; once more, and it stops at once");
    }

    @Override
    public void epoch(EpochMetrics metrics) {
        devLosses.add(metrics.devLoss());
        note(EpochLines.epoch(metrics, console.terminal()));
    }

    /** Where the run is written, or null before training has begun. */
    @Nullable
    Path folder() {
        return folder;
    }

    private void note(String text) {
        ProgressLine line = bar;
        if (line != null) {
            line.note(text);
        } else {
            console.note(text);
        }
    }

    @Override
    public void close() {
        ProgressLine line = bar;
        if (line != null) {
            bar = null;
            line.close();
        }
    }
}
