package unroll.app.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.api.error.UsageException;
import unroll.app.console.Console;
import unroll.app.job.Configuration;
import unroll.app.job.ContinuedRun;
import unroll.app.job.DataSource;
import unroll.app.job.NewRun;
import unroll.app.job.OutputFolder;
import unroll.app.job.StoppedTraining;
import unroll.app.job.Surroundings;
import unroll.app.job.TrainingJob;
import unroll.app.job.TrainingOutcome;
import unroll.app.job.TrainingRequest;
import unroll.app.job.TrainingResult;
import unroll.app.report.TrainingReport;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.RunConfig;

/** Trains a model. */
@Command(name = "train", sortOptions = false, abbreviateSynopsis = true,
        description = "Trains a model, writes it to a folder and shows what it invents.",
        optionListHeading = "%nOptions:%n", footer = {
            "", "'unroll list' explains the names of cells, optimisers and schedules.",
            "Ctrl-C stops after the step at hand and saves; a second one stops at once.",
            "", "Examples:", "  unroll train",
            "  unroll train --cell gru --layers 2 --dropout 0.2",
            "  unroll train --data names.txt --hidden 128 --epochs 20 --out runs/big",
            "  unroll train --config big.yaml --seed 7",
            "  unroll train --resume runs/big --epochs 30",
            "  sort -u words.txt | unroll train --data -"})
final class TrainCommand implements Callable<Integer> {
    /** What may change when a run goes on. */
    private static final Set<ConfigKey> CHANGEABLE = Set.of(ConfigKey.DATA, ConfigKey.EPOCHS, ConfigKey.PATIENCE,
            ConfigKey.BACKEND, ConfigKey.DEVICE, ConfigKey.THREADS);

    private final Context context;

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--out", paramLabel = "DIR", order = 20,
            description = "folder of the run (default: runs/NAME-TIME)")
    private @Nullable String out;

    @Option(names = "--overwrite", order = 21, description = "if that folder is in use, move it aside")
    private boolean overwrite;

    @Option(names = "--resume", paramLabel = "RUN", order = 22,
            description = "go on with the run in this folder; --epochs and --patience may be raised")
    private @Nullable String resume;

    @Option(names = "--json", order = 79, description = "print the results as JSON")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, order = 80, description = "show results and errors only")
    private boolean quiet;

    @ArgGroup(validate = false, order = 60, heading = "%nTo look closer:%n")
    private InstrumentOptions instruments = new InstrumentOptions();

    TrainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = context.surroundings();
        Console console = context.console().quiet(quiet);
        TrainingRequest request = resume == null ? newRun(surroundings) : continuedRun(surroundings, resume);
        context.findInstalled(console);
        request.warnings().forEach(console::warning);
        TrainingOutcome outcome;
        try (TrainingDisplay display = new TrainingDisplay(console)) {
            try {
                outcome = new TrainingJob(surroundings, request, display).run(console.in());
            } finally {
                // Also of a run that diverged: its curve shows where.
                ReportFile.write(console, display.folder());
            }
        }
        return switch (outcome) {
            case TrainingResult result -> finished(console, result);
            case StoppedTraining stopped -> stopped(console, stopped);
        };
    }

    private TrainingRequest newRun(Surroundings surroundings) {
        LayeredConfig settings = options.resolve(surroundings);
        Configuration.checkBackend(settings, surroundings);
        RunConfig config = settings.runConfig();
        DataSource source = new DataSource(config.data().path());
        return new NewRun(config, source, settings.backendChoice(),
                new OutputFolder(out, overwrite, source.stem(surroundings)), instruments.chosen());
    }

    private TrainingRequest continuedRun(Surroundings surroundings, String run) {
        LayeredConfig given = options.given();
        if (options.config() != null || out != null || overwrite) {
            throw new UsageException("--resume goes on in the folder and with the settings of the run; leave out "
                    + (options.config() != null ? "--config" : out != null ? "--out" : "--overwrite"));
        }
        for (ConfigKey key : ConfigKey.values()) {
            if (given.has(key) && !CHANGEABLE.contains(key)) {
                throw new UsageException(key.flag() + " cannot change when a run goes on; leave it out, or train anew");
            }
        }
        return new ContinuedRun(surroundings, surroundings.path(run), given, instruments.chosen());
    }

    private int finished(Console console, TrainingResult result) {
        if (instruments.chosen().profiled()) {
            show(console, TrainingReport.profile(result.operations()));
        }
        if (json) {
            console.out().line(TrainingReport.json(result));
        } else {
            console.note("");
            TrainingReport.results(result).forEach(console.out()::line);
        }
        return App.OK;
    }

    private int stopped(Console console, StoppedTraining stopped) {
        if (json) {
            console.out().line(TrainingReport.json(stopped));
        }
        // Also when quiet: without it, what to do next is not known.
        TrainingReport.stopped(stopped, context.surroundings().command()).forEach(console.err()::line);
        return stopped.exitCode();
    }

    private static void show(Console console, List<String> lines) {
        console.err().line("");
        lines.forEach(console.err()::line);
    }
}
