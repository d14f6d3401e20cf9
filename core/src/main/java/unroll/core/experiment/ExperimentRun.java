package unroll.core.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.ProviderException;
import unroll.api.error.ResourceException;
import unroll.api.error.TrainingDivergedException;
import unroll.api.error.UsageException;

/**
 * Runs the trials of an experiment that have not ended, several at once. A trial that fails for a reason of its own is
 * recorded and the others go on; what would stop every trial, such as a full disk, ends the experiment.
 */
public final class ExperimentRun {
    /** Trains a trial. Called by several threads at once. */
    public interface Runner {
        /**
         * Trains, or goes on from where the trial was stopped.
         *
         * @param epochs how far, or {@link Integer#MAX_VALUE} for as far as its settings say
         * @return what it gave; null where it was asked to stop before its end
         */
        @Nullable
        TrialFigures run(Trial trial, int epochs);

        /** Asks the trials at work to save what they have and stop. */
        void stop();
    }

    /** Is told how an experiment goes, by one thread at a time. */
    public interface Listener {
        /** A trial begins, or goes on. */
        void started(Trial trial);

        /**
         * A trial has ended in a rung, and that is recorded.
         *
         * @param rung counted from 0
         * @param left trials of the rung that have not
         */
        void ended(TrialOutcome outcome, int rung, int left);
    }

    private final ExperimentFolder folder;
    private final Runner runner;
    private final Listener listener;
    private final int atOnce;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Trial> alone = new ArrayList<>();
    private volatile boolean stopped;
    private int left;

    /**
     * A run, not yet begun.
     *
     * @param folder open for writing
     * @param atOnce trials at work at a time, at least 1
     */
    public ExperimentRun(ExperimentFolder folder, Runner runner, Listener listener, int atOnce) {
        this.folder = folder;
        this.runner = runner;
        this.listener = listener;
        this.atOnce = atOnce;
    }

    /** Begins no further trial and asks those at work to stop. May be called on any thread. */
    public void stop() {
        stopped = true;
        runner.stop();
    }

    /**
     * Does it.
     *
     * @return whether all trials have ended; if not, it was asked to stop
     * @throws ResourceException if the disk refuses
     */
    public boolean run() {
        ExperimentPlan plan = folder.plan();
        for (int rung = 0; rung < plan.rungs().size() && !stopped; rung++) {
            int epochs = plan.rungs().get(rung).epochs();
            List<Trial> pending = Rungs.pending(plan, rung, folder.entries());
            left = pending.size();
            round(pending, rung, epochs, Math.min(atOnce, pending.size()));
            List<Trial> again = List.copyOf(alone);
            alone.clear();
            round(again, rung, epochs, 1);
        }
        return !stopped;
    }

    private void round(List<Trial> trials, int rung, int epochs, int threads) {
        if (trials.isEmpty()) {
            return;
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("trial-", 1)
                .factory())) {
            for (Trial trial : trials) {
                executor.execute(() -> guarded(trial, rung, epochs, threads > 1));
            }
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    private void guarded(Trial trial, int rung, int epochs, boolean inCompany) {
        if (stopped) {
            return;
        }
        try {
            started(trial);
            TrialOutcome outcome = outcome(trial, epochs);
            if (outcome != null) {
                ended(outcome, rung, inCompany);
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            stop();
        }
    }

    private synchronized void started(Trial trial) {
        listener.started(trial);
    }

    private synchronized void ended(TrialOutcome outcome, int rung, boolean inCompany) {
        if (inCompany && outcome instanceof TrialOutcome.Failed failed
                && failed.reason() == TrialOutcome.Reason.MEMORY) {
            // The others may have taken what it lacked.
            alone.add(outcome.trial());
            return;
        }
        folder.add(new Journal.Entry(rung, outcome));
        left--;
        listener.ended(outcome, rung, left);
    }

    private @Nullable TrialOutcome outcome(Trial trial, int epochs) {
        try {
            TrialFigures figures = runner.run(trial, epochs);
            return figures == null ? null : new TrialOutcome.Finished(trial, figures);
        } catch (TrainingDivergedException e) {
            return failed(trial, TrialOutcome.Reason.DIVERGED, e);
        } catch (BackendUnavailableException e) {
            return failed(trial, TrialOutcome.Reason.BACKEND, e);
        } catch (UsageException e) {
            return failed(trial, TrialOutcome.Reason.SETTINGS, e);
        } catch (OutOfMemoryError e) {
            return new TrialOutcome.Failed(trial, TrialOutcome.Reason.MEMORY, "out of memory: the heap may grow to "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        } catch (ProviderException e) {
            return failed(trial, TrialOutcome.Reason.PLUGIN, e);
        } catch (ResourceException e) {
            if (isOfFiles(e)) {
                throw e;
            }
            return failed(trial, TrialOutcome.Reason.MEMORY, e);
        }
    }

    /** A disk that is full or read-only would stop every trial; what else a machine lacks is memory. */
    private static boolean isOfFiles(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static TrialOutcome failed(Trial trial, TrialOutcome.Reason reason, RuntimeException e) {
        return new TrialOutcome.Failed(trial, reason, Objects.requireNonNullElse(e.getMessage(), "no further word"));
    }
}
