package unroll.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Console;
import unroll.app.console.Sparkline;
import unroll.app.job.TrainingObserver;
import unroll.app.job.TrainingPlan;
import unroll.app.report.EpochLines;
import unroll.core.train.EpochMetrics;
import unroll.core.train.TrainingStart;

/** Shows how training goes, on standard error: a line an epoch, and on a terminal a bar below them. */
final class TrainingDisplay implements TrainingObserver, AutoCloseable {
    private final Console console;
    private final LiveNotes notes;
    private long tokensOfEpoch;
    private final Sparkline devLosses = new Sparkline();
    private @Nullable Path folder;
    private String what = "";
    private int shownEpoch;
    private int epochs;

    TrainingDisplay(Console console) {
        this.console = console;
        this.notes = new LiveNotes(console);
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
        notes.showBar("tokens", start.finishedEpochs() * tokensOfEpoch + start.finishedTokens(),
                epochs * tokensOfEpoch);
    }

    @Override
    public void batch(int epoch, long tokens) {
        if (epoch != shownEpoch && notes.hasBar()) {
            shownEpoch = epoch;
            String curve = devLosses.text();
            what = String.format(Locale.ROOT, "epoch %d/%d%s", epoch, epochs, curve.isEmpty() ? "" : " " + curve);
        }
        notes.at(what, (epoch - 1) * tokensOfEpoch + tokens);
    }

    @Override
    public void stopping() {
        notes.note("unroll: stopping after this batch; once more, and it stops at once");
    }

    @Override
    public void epoch(EpochMetrics metrics) {
        devLosses.add(metrics.devLoss());
        notes.note(EpochLines.epoch(metrics, console.terminal()));
    }

    /** Where the run is written, or null before training has begun. */
    @Nullable
    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        notes.close();
    }
}
