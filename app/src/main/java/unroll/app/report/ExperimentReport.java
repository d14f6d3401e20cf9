package unroll.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import unroll.app.console.Numbers;
import unroll.app.job.ExperimentOutcome;
import unroll.core.experiment.ComparisonResult;
import unroll.core.experiment.ExperimentResult;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.TrialOutcome;

/** What an experiment gave, for people. */
public final class ExperimentReport {
    private ExperimentReport() {
    }

    /** The results. */
    public static List<String> lines(ExperimentOutcome outcome) {
        List<String> lines = new ArrayList<>(switch (outcome.result()) {
            case ComparisonResult comparison -> ComparisonReport.lines(comparison);
            case SweepResult sweep -> SweepReport.lines(sweep);
        });
        lines.add("");
        lines.add("results  " + outcome.folder().path().resolve("results.json") + ", results.csv");
        return lines;
    }

    /** How far an experiment came that was stopped, and how it goes on. */
    public static List<String> stopped(ExperimentOutcome outcome, String command, String name) {
        int all = outcome.folder().plan().trials().size();
        return List.of(
                "unroll: stopped with " + Numbers.count(all - outcome.result().missing()) + " of "
                        + Numbers.count(all, "run") + " ended; all is saved",
                "to go on:", goingOn(outcome.folder().path(), command, name));
    }

    /** How an experiment goes on that the machine has ended, once the machine is mended. */
    public static List<String> cutOff(Path folder, String command, String name) {
        return List.of("unroll: stopped before its end; what was saved is kept",
                "to go on, once what follows is mended:",
                goingOn(folder, command, name));
    }

    private static String goingOn(Path folder, String command, String name) {
        return "  " + ShellWord.of(command) + " " + name + " --resume " + ShellWord.of(folder.toString());
    }

    /** Why the first of the runs that failed did. */
    public static String firstFailure(ExperimentResult result) {
        for (TrialOutcome outcome : result.outcomes()) {
            if (outcome instanceof TrialOutcome.Failed failed) {
                return failed.message();
            }
        }
        return "none has failed";
    }

    /** Runs that failed. */
    public static int failed(ExperimentResult result) {
        return (int) result.outcomes().stream().filter(TrialOutcome.Failed.class::isInstance).count();
    }
}
