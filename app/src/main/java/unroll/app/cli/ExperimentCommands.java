package unroll.app.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;
import unroll.app.console.Console;
import unroll.app.job.ExperimentJob;
import unroll.app.job.ExperimentOutcome;
import unroll.app.job.NewExperiment;
import unroll.app.report.ExperimentReport;

/** What the commands of experiments have in common. */
final class ExperimentCommands {
    private final Context context;
    private final ExperimentOptions options;
    private final String name;

    ExperimentCommands(Context context, ExperimentOptions options, String name) {
        this.context = context;
        this.options = options;
        this.name = name;
    }

    /**
     * Runs one.
     *
     * @param resume the folder to go on in, or null
     * @param experiment makes a new one
     * @return the outcome, whose results have been shown
     */
    ExperimentOutcome run(@Nullable String resume, Supplier<NewExperiment> experiment) {
        Console console = context.console().quiet(options.results().quiet());
        ExperimentOutcome outcome;
        ExperimentDisplay display = new ExperimentDisplay(console);
        try (display) {
            ExperimentJob job = new ExperimentJob(context.surroundings(), options.jobs(), display);
            if (resume != null) {
                context.findInstalled(console);
                outcome = job.goOn(resume, options.retry());
            } else {
                NewExperiment begun = experiment.get();
                context.findInstalled(console);
                begun.warnings().forEach(console::warning);
                outcome = job.begin(begun, options.results().output(name));
            }
        } catch (ResourceException e) {
            // Also when quiet: without it, what to do next is not known.
            Path folder = display.folder();
            if (folder != null) {
                ExperimentReport.cutOff(folder, context.surroundings().command(), name).forEach(console.err()::line);
            }
            throw e;
        }
        ReportFile.write(console, outcome.folder().path());
        if (options.results().json()) {
            console.out().text(outcome.folder().resultsJson());
        } else if (outcome.exitCode() == 0) {
            console.note("");
            ExperimentReport.lines(outcome).forEach(console.out()::line);
        }
        if (outcome.exitCode() != 0) {
            // Also when quiet: without it, what to do next is not known.
            ExperimentReport.stopped(outcome, context.surroundings().command(), name)
                    .forEach(console.err()::line);
        }
        return outcome;
    }
}
