package unroll.app.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Console;
import unroll.app.console.ProgressLine;
import unroll.app.job.ExperimentObserver;
import unroll.app.report.TrialLines;
import unroll.core.experiment.ExperimentPlan;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialOutcome;

/** Shows how an experiment goes, on standard error: a line a trial, and on a terminal a bar below them. */
final class ExperimentDisplay implements ExperimentObserver, AutoCloseable {
    private final Console console;
    private final AtomicLong tokens = new AtomicLong();
    private final Set<String> warnings = new HashSet<>();
    private volatile @Nullable ProgressLine bar;
    private volatile String what = "";
    private @Nullable TrialLines lines;

    ExperimentDisplay(Console console) {
        this.console = console;
    }

    @Override
    public void warning(String message) {
        console.warning(message);
    }

    @Override
    public synchronized void warning(Trial trial, String message) {
        // Most are of the data, which trials share.
        if (warnings.add(message)) {
            ProgressLine line = bar;
            if (line == null) {
                console.warning(message);
            } else {
                line.note("unroll: warning: " + message);
            }
        }
    }

    @Override
    public synchronized void started(ExperimentPlan plan, Path folder, int ended, int atOnce, long all) {
        TrialLines shown = new TrialLines(plan);
        lines = shown;
        shown.started(folder, ended, atOnce).forEach(console::note);
        what = "running";
        int trials = plan.trials().size();
        if (all > 0 && ended < trials && console.terminal().live() && !console.isQuiet()) {
            long before = all / trials * ended;
            tokens.set(before);
            bar = new ProgressLine(console.err(), console.terminal(), "tokens", before, all);
        }
    }

    @Override
    public void trained(long more) {
        long now = tokens.addAndGet(more);
        ProgressLine line = bar;
        if (line != null) {
            line.at(what, now);
        }
    }

    @Override
    public synchronized void ended(TrialOutcome outcome, int left) {
        TrialLines shown = lines;
        if (shown != null) {
            what = left + " left";
            note(shown.ended(outcome));
        }
    }

    @Override
    public void stopping() {
        note("unroll: stopping after these batches; once more, and it stops at once");
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
