package unroll.app.report;

import unroll.core.experiment.ExperimentResult;
import unroll.core.experiment.TrialOutcome;

/** What is to be done about the runs that failed, which depends on why they did. */
public final class FailureRemedy {
    private static final String ANEW = "begin anew with other settings";

    private FailureRemedy() {
    }

    /** In words that follow a semicolon; at least one has failed. */
    public static String of(ExperimentResult result) {
        int failed = 0;
        int again = 0;
        for (TrialOutcome outcome : result.outcomes()) {
            if (outcome instanceof TrialOutcome.Failed each) {
                failed++;
                again += failsAgain(each.reason()) ? 1 : 0;
            }
        }
        if (again == 0) {
            return "once mended, --resume with --retry runs " + (failed == 1 ? "it" : "them") + " again";
        }
        String anew = (again == 1 ? "it would fail again: " : "they would fail again: ") + ANEW;
        return again == failed
                ? anew
                : "what diverged, or has settings that do not go together, would fail again: " + ANEW
                        + "; for the others, once mended, there is --resume with --retry";
    }

    /** What a run does with the same settings on the same data, it does again, bit for bit. */
    private static boolean failsAgain(TrialOutcome.Reason reason) {
        return switch (reason) {
            case DIVERGED, SETTINGS -> true;
            case MEMORY, BACKEND, PLUGIN -> false;
        };
    }
}
