package unroll.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unroll.api.error.UsageException;
import unroll.app.console.Console;
import unroll.app.job.Configuration;
import unroll.app.job.DataSource;
import unroll.app.job.GradientJob;
import unroll.app.job.Surroundings;
import unroll.app.page.PageFile;
import unroll.app.report.GradientReport;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.gradients.GradientStudy;
import unroll.core.gradients.StudyFile;
import unroll.core.run.RunFolder;
import unroll.core.run.WholeFile;

/** Shows gradients vanish. */
@Command(name = "gradients", sortOptions = false, abbreviateSynopsis = true,
        description = "Measures how much of a gradient arrives some steps earlier, before and after training.",
        parameterListHeading = "%n", optionListHeading = "%nOptions:%n", footer = {
            "", "Examples:", "  unroll gradients", "  unroll gradients --cells rnn,gru,lstm --hidden 48",
            "  unroll gradients runs/rnn runs/lstm"})
final class GradientsCommand implements Callable<Integer> {
    private static final List<String> CELLS = List.of("rnn", "gru", "lstm");
    private static final int MOST_STEPS = 10_000;

    private final Context context;

    @Parameters(paramLabel = "RUN", arity = "0..*",
            description = "folders that train wrote: their weights before and after training")
    private List<String> runs = List.of();

    @Option(names = {"--cells", "--cell"}, paramLabel = "CELL", split = ",", order = 1,
            completionCandidates = Names.OfCells.class,
            description = "without a run: cells with the weights that training begins with (default: rnn,gru,lstm)")
    private @Nullable List<String> cells;

    @Option(names = "--hidden", paramLabel = "N", order = 2, description = "width of the hidden state (default: 96)")
    private @Nullable Integer hidden;

    @Option(names = "--layers", paramLabel = "N", order = 3, description = "recurrent layers (default: 1)")
    private @Nullable Integer layers;

    @Option(names = "--seed", paramLabel = "N", order = 4, description = "seed of the weights (default: 0)")
    private @Nullable Long seed;

    @Option(names = "--data", paramLabel = "FILE", order = 5,
            description = "text with one item a line (default: the first run's, or the built-in names)")
    private @Nullable String data;

    @Option(names = "--steps", paramLabel = "N", order = 6,
            description = "how far to look back (default: ${DEFAULT-VALUE})")
    private int steps = 50;

    @Option(names = "--sequences", paramLabel = "N", order = 7,
            description = "over how many sequences to take the mean (default: ${DEFAULT-VALUE})")
    private int sequences = 4;

    @Mixin
    private ResultOptions results = new ResultOptions();

    GradientsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new UsageException("--steps must be 1 to " + MOST_STEPS + ", found " + steps);
        }
        if (sequences < 1) {
            throw new UsageException("--sequences must be at least 1, found " + sequences);
        }
        Surroundings surroundings = context.surroundings();
        Console console = context.console().quiet(results.quiet());
        context.findInstalled(console);
        GradientJob job = new GradientJob(runs.isEmpty() ? ofCells(surroundings) : ofRuns(surroundings),
                source(surroundings), steps, sequences);
        GradientJob.Outcome outcome = job.run(surroundings, console.in(), results.output("gradients"), console::note,
                console::warning);
        GradientStudy study = outcome.study();
        Path folder = outcome.folder();
        WholeFile.write(folder.resolve("gradients.csv"), GradientReport.csv(study));
        ReportFile.write(console, folder);
        if (results.json()) {
            console.out().line(StudyFile.json(study));
        } else {
            console.note("");
            GradientReport.lines(study).forEach(console.out()::line);
            console.out().line("");
            console.out().line("report  " + folder.resolve(PageFile.NAME));
        }
        return App.OK;
    }

    private GradientJob.Data source(Surroundings surroundings) {
        return data == null && !runs.isEmpty()
                ? GradientJob.dataOf(surroundings.path(runs.getFirst()))
                : new DataSource(data)::read;
    }

    private List<GradientJob.Subject> ofCells(Surroundings surroundings) {
        List<GradientJob.Subject> subjects = new ArrayList<>();
        for (String cell : cells == null ? CELLS : cells) {
            LayeredConfig given = new Given().add(ConfigKey.CELL, cell).add(ConfigKey.HIDDEN_SIZE, hidden)
                    .add(ConfigKey.LAYERS, layers).add(ConfigKey.SEED, seed).settings();
            subjects.add(new GradientJob.Subject(cell, Configuration.resolve(given, null, surroundings), null));
        }
        return subjects;
    }

    private List<GradientJob.Subject> ofRuns(Surroundings surroundings) {
        String model = cells != null ? "--cells" : hidden != null ? "--hidden" : layers != null ? "--layers" : null;
        if (model != null || seed != null) {
            throw new UsageException((model == null ? "--seed" : model)
                    + " is settled by the run; leave it out, or leave out the run");
        }
        List<GradientJob.Subject> subjects = new ArrayList<>();
        for (String run : runs) {
            RunFolder folder = RunFolder.open(surroundings.path(run));
            subjects.add(new GradientJob.Subject(run, folder.settings(), folder.path()));
        }
        return subjects;
    }
}
