package unroll.app.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Console;
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
    private final LiveNotes notes;
    private volatile String what = "";
    private @Nullable TrialLines lines;
    private @Nullable Path folder;

    ExperimentDisplay(Console console) {
        this.console = console;
        this.notes = new LiveNotes(console);
    }

    @Override
    public void warning(String message) {
        console.warning(message);
    }

    @Override
    public synchronized void warning(Trial trial, String message) {
        // Most are of the data, which trials share.
        if (warnings.add(message)) {
            notes.warning(message);
        }
    }

    @Override
    public synchronized void started(ExperimentPlan plan, Path path, int ended, int atOnce, long all) {
        TrialLines shown = new TrialLines(plan);
        lines = shown;
        this.folder = path;
        shown.started(path, ended, atOnce).forEach(console::note);
        what = "running";
        int trials = plan.trials().size();
        if (all > 0 && ended < trials) {
            long before = all / trials * ended;
            tokens.set(before);
            notes.showBar("tokens", before, all);
        }
    }

    /** Where the experiment is written, or null before it has begun. */
    synchronized @Nullable Path folder() {
        return folder;
    }

    @Override
    public void trained(long more) {
        notes.at(what, tokens.addAndGet(more));
    }

    @Override
    public synchronized void ended(TrialOutcome outcome, int left) {
        TrialLines shown = lines;
        if (shown != null) {
            what = left + " left";
            notes.note(shown.ended(outcome));
        }
    }

    @Override
    public void stopping() {
        notes.note("unroll: stopping after these batches; once more, and it stops at once");
    }

    @Override
    public void close() {
        notes.close();
    }
}
