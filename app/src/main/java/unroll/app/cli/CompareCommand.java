package unroll.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.app.job.ComparisonOptions;
import unroll.app.job.ExperimentOutcome;
import unroll.app.job.NewExperiment;
import unroll.app.report.ExperimentReport;
import unroll.app.report.FailureRemedy;
import unroll.core.config.LayeredConfig;

/** Compares variants. */
@Command(name = "compare", sortOptions = false, abbreviateSynopsis = true,
        description = "Trains variants of a model under one budget, with several seeds, and tells whether they differ "
                + "by more than the seeds' noise.",
        optionListHeading = "%nOptions:%n", footer = {
            "", "Variants are cells, backends, or what the file of --config has under 'variants': a name for each, and "
                    + "under it the settings that it changes. All other options apply to each variant.",
            "If a run fails the others go on; the command then ends with 1.",
            "", "Examples:", "  unroll compare --cells rnn,gru,lstm --seeds 3",
            "  unroll compare --cells rnn,lstm --match parameters --seeds 5",
            "  unroll compare --config configs/compare-cells.yaml --data names.txt",
            "  unroll compare --resume runs/compare-20261122-101500"})
final class CompareCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--cells", paramLabel = "CELL", split = ",", order = 2, description = "cells to compare: A,B,...")
    private @Nullable List<String> cells;

    @Option(names = "--backends", paramLabel = "NAME[:DEVICE]", split = ",", order = 3,
            description = "backends to compare: A,B,...")
    private @Nullable List<String> backends;

    @Option(names = "--seeds", paramLabel = "N", order = 4,
            description = "seeds for each variant, counted on from --seed (default: 1)")
    private @Nullable Integer seeds;

    @Option(names = "--match", paramLabel = "WHAT", order = 5,
            description = "what variants have in common: epochs, parameters or time (default: epochs)")
    private @Nullable String match;

    @Option(names = "--parameters", paramLabel = "N", order = 6,
            description = "match parameters: how many (default: those of the first variant)")
    private @Nullable Integer parameters;

    @Option(names = "--seconds", paramLabel = "S", order = 7,
            description = "match time: seconds of training for each run")
    private @Nullable Double seconds;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    CompareCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LayeredConfig given = run.given();
        String resume = options.resume();
        if (resume != null) {
            options.refuseBesideResume(given, run.config() != null ? "--config" : ownOption());
        }
        ExperimentOutcome outcome = new ExperimentCommands(context, options, "compare").run(resume,
                () -> new NewExperiment.Comparison(given, run.config(),
                        new ComparisonOptions(cells, backends, seeds, match, parameters, seconds),
                        context.surroundings()));
        if (outcome.exitCode() != 0) {
            return outcome.exitCode();
        }
        int failed = ExperimentReport.failed(outcome.result());
        if (failed > 0) {
            context.console().error(failed + " of " + outcome.folder().plan().trials().size() + " runs failed, as "
                    + "said above; " + FailureRemedy.of(outcome.result()));
        }
        return failed > 0 ? App.FAILED : App.OK;
    }

    private @Nullable String ownOption() {
        return cells != null
                ? "--cells"
                : backends != null
                        ? "--backends"
                        : seeds != null
                                ? "--seeds"
                                : match != null
                                        ? "--match"
                                        : parameters != null ? "--parameters" : seconds != null ? "--seconds" : null;
    }
}
