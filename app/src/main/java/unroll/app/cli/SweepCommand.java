package unroll.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import unroll.api.error.UsageException;
import unroll.app.job.ExperimentOutcome;
import unroll.app.job.NewExperiment;
import unroll.app.report.ExperimentReport;
import unroll.core.config.LayeredConfig;

/** Searches settings. */
@Command(name = "sweep", sortOptions = false, abbreviateSynopsis = true,
        description = "Trains with many settings and tells how each goes together with the dev loss.",
        parameterListHeading = "%n", optionListHeading = "%nOptions:%n", footer = {
            "", "The file has settings that all trials share, and under 'search' those that are searched: a list of "
                    + "values in brackets, or a range. 'method' is grid, random or halving.",
            "", "  epochs: 3", "  method: random", "  trials: 24", "  search:",
            "    lr: {min: 0.0001, max: 0.1, scale: log}", "    hidden_size: [32, 64, 128]",
            "", "A trial that diverges or does not fit the memory is recorded, and is no error unless all are.",
            "", "Examples:", "  unroll sweep configs/exercise4-hyperparameters.yaml",
            "  unroll sweep search.yaml --data names.txt --out runs/search",
            "  unroll sweep --resume runs/search"})
final class SweepCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "YAML file of the sweep")
    private @Nullable String file;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    SweepCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LayeredConfig given = run.given();
        String resume = options.resume();
        String search = file != null ? file : run.config();
        if (file != null && run.config() != null) {
            throw new UsageException("--config and FILE both say what is searched; leave out one of the two");
        }
        if (resume != null) {
            options.refuseBesideResume(given, search);
        } else if (search == null) {
            throw new UsageException("sweep needs a FILE that says what is searched, or --resume DIR; see '"
                    + "unroll sweep --help'");
        }
        ExperimentOutcome outcome = new ExperimentCommands(context, options, "sweep").run(resume,
                () -> new NewExperiment.Sweep(given, String.valueOf(search), context.surroundings()));
        if (outcome.exitCode() != 0) {
            return outcome.exitCode();
        }
        int trials = outcome.folder().plan().trials().size();
        if (ExperimentReport.failed(outcome.result()) == trials) {
            context.console().error("all " + trials + " trials failed; the first because "
                    + ExperimentReport.firstFailure(outcome.result()));
            return App.FAILED;
        }
        return App.OK;
    }
}
