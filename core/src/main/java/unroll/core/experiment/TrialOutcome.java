package unroll.core.experiment;

/** What became of a trial. */
public sealed interface TrialOutcome {
    /** The trial. */
    Trial trial();

    /**
     * It came to its end.
     *
     * @param trial the trial
     * @param figures what it gave
     */
    record Finished(Trial trial, TrialFigures figures) implements TrialOutcome {
    }

    /**
     * It failed in a manner that says something of its settings and nothing of the others.
     *
     * @param trial the trial
     * @param reason why
     * @param message the same in a line for people
     */
    record Failed(Trial trial, Reason reason, String message) implements TrialOutcome {
    }

    /** Why a trial fails. */
    enum Reason {
        /** The loss became infinite, not a number, or hopeless. */
        DIVERGED,
        /** The model does not fit into the memory there is. */
        MEMORY,
        /** The backend cannot run here. */
        BACKEND,
        /** A cell, optimiser or backend failed in its own code, which may be a plugin's. */
        PLUGIN,
        /** Its settings do not go together, or with the data. */
        SETTINGS
    }
}
