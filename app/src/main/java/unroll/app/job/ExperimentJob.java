package unroll.app.job;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.DataException;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;
import unroll.core.experiment.Budget;
import unroll.core.experiment.ExperimentFolder;
import unroll.core.experiment.ExperimentPlan;
import unroll.core.experiment.ExperimentRun;
import unroll.core.experiment.SearchMethod;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialOutcome;

/** Runs what an experiment's folder plans and has not done. */
public final class ExperimentJob {
    private final Surroundings surroundings;
    private final @Nullable Integer atOnce;
    private final ExperimentObserver observer;

    /**
     * A job, not yet begun.
     *
     * @param atOnce trials at work at a time, or null for as many as the cores allow
     * @throws UsageException if that is below 1
     */
    public ExperimentJob(Surroundings surroundings, @Nullable Integer atOnce, ExperimentObserver observer) {
        if (atOnce != null && atOnce < 1) {
            throw new UsageException("--jobs must be at least 1, found " + atOnce);
        }
        this.surroundings = surroundings;
        this.atOnce = atOnce;
        this.observer = observer;
    }

    /** Begins a new experiment. */
    public ExperimentOutcome begin(NewExperiment experiment, OutputFolder output) {
        ExperimentData data = new ExperimentData(surroundings, experiment.settings());
        ExperimentPlan plan = experiment.plan(data);
        int together = together(plan);
        try (ExperimentFolder folder = ExperimentFolder.create(output.place(surroundings), output.overwrite(), plan)) {
            folder.movedAside().ifPresent(old -> observer.warning("the folder that was there is now " + old));
            return run(folder, data, together);
        }
    }

    /**
     * Goes on with one.
     *
     * @param run its folder
     * @param retry whether trials that failed are tried again
     */
    public ExperimentOutcome goOn(String run, boolean retry) {
        try (ExperimentFolder folder = ExperimentFolder.goOn(surroundings.path(run), retry)) {
            ExperimentData data = new ExperimentData(surroundings, folder.plan().settings());
            if (!data.sha256().equals(folder.plan().dataSha256())) {
                throw new DataException("the data of " + folder.path() + " has changed since it began (its SHA-256 "
                        + "differs), so that what follows could not be compared; put it back, or begin anew");
            }
            return run(folder, data, together(folder.plan()));
        }
    }

    private ExperimentOutcome run(ExperimentFolder folder, ExperimentData data, int together) {
        ExperimentPlan plan = folder.plan();
        TrialRunner runner = new TrialRunner(surroundings, folder, seconds(plan), together > 1, observer);
        ExperimentRun run = new ExperimentRun(folder, runner, new ExperimentRun.Listener() {
            @Override
            public void started(Trial trial) {
                // Its line comes when it has ended.
            }

            @Override
            public void ended(TrialOutcome outcome, int rung, int left) {
                observer.ended(outcome, left);
            }
        }, together);
        AtomicInteger exitCode = new AtomicInteger();
        int ended = plan.trials().size() - folder.result().missing();
        observer.started(plan, folder.path(), ended, together, tokens(plan, data));
        Interruption.Watch watch = surroundings.interruption().watch(code -> {
            exitCode.set(code);
            observer.stopping();
            run.stop();
        });
        boolean whole;
        try {
            whole = run.run();
        } finally {
            watch.close();
        }
        folder.writeResults();
        return new ExperimentOutcome(folder, folder.result(), whole ? 0 : exitCode.get());
    }

    private static @Nullable Double seconds(ExperimentPlan plan) {
        return plan instanceof ExperimentPlan.Comparison comparison
                && comparison.budget().match() == Budget.Match.TIME ? (Double) comparison.budget().amount() : null;
    }

    /** Tokens that all trials are trained on, if they share the data and none ends early; 0 where time decides. */
    private static long tokens(ExperimentPlan plan, ExperimentData data) {
        if (seconds(plan) != null) {
            return 0;
        }
        long epochs = 0;
        long before = 0;
        for (SearchMethod.Rung rung : plan.rungs()) {
            if (rung.epochs() == Integer.MAX_VALUE) {
                epochs += plan.trials().stream().mapToLong(trial -> trial.settings().runConfig().epochs()).sum();
            } else {
                epochs += (rung.epochs() - before) * rung.trials();
                before = rung.epochs();
            }
        }
        return epochs * data.trainTokens();
    }

    /** As many as there are cores for, where all backends can be opened several times. */
    private int together(ExperimentPlan plan) {
        int most = plan.trials().size();
        int threads = Math.max(1, plan.settings().backendChoice().threads());
        int wanted = atOnce != null ? atOnce : Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
        if (Math.min(wanted, most) == 1) {
            return 1;
        }
        Set<BackendChoice> backends = new LinkedHashSet<>();
        for (Trial trial : plan.trials()) {
            backends.add(trial.settings().backendChoice());
        }
        for (BackendChoice backend : backends) {
            try (Backend opened = surroundings.installed().get().backends().open(backend)) {
                if (!opened.capabilities().contains(Capability.SEVERAL_INSTANCES)) {
                    if (atOnce != null) {
                        throw new UsageException("--jobs: backend " + backend.name()
                                + " can be opened once at a time, so trials run one after another; leave out --jobs");
                    }
                    return 1;
                }
            } catch (BackendUnavailableException e) {
                // Its trials fail, and the others go on.
            }
        }
        return Math.min(wanted, most);
    }
}
