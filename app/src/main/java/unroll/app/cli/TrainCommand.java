package unroll.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.app.console.Console;
import unroll.app.job.DataSource;
import unroll.app.job.Instruments;
import unroll.app.job.OutputFolder;
import unroll.app.job.Surroundings;
import unroll.app.job.TrainingJob;
import unroll.app.job.TrainingObserver;
import unroll.app.job.TrainingPlan;
import unroll.app.job.TrainingRequest;
import unroll.app.job.TrainingResult;
import unroll.app.report.EpochLines;
import unroll.app.report.TrainingReport;
import unroll.core.config.RunConfig;
import unroll.core.train.EpochMetrics;
import unroll.core.train.TrainingStart;

/** Trains a model. */
@Command(name = "train", sortOptions = false, abbreviateSynopsis = true,
        description = "Trains a model, writes it to a folder and shows what it invents.",
        optionListHeading = "%nOptions:%n", footer = {
            "", "Examples:", "  unroll train",
            "  unroll train --data names.txt --hidden 128 --epochs 20 --out runs/big",
            "  sort -u words.txt | unroll train --data -"})
final class TrainCommand implements Callable<Integer> {
    private static final RunConfig LECTURE = RunConfig.LECTURE;

    private final Context context;

    @Option(names = "--data", paramLabel = "FILE", order = 1,
            description = "text with one item a line; - reads standard input (default: the built-in names)")
    private @Nullable String data;

    @Option(names = "--cell", paramLabel = "NAME", order = 2,
            description = "recurrent cell (default: ${DEFAULT-VALUE})")
    private String cell = LECTURE.cell();

    @Option(names = "--hidden", paramLabel = "N", order = 3,
            description = "width of the hidden state and the embedding (default: ${DEFAULT-VALUE})")
    private int hidden = LECTURE.hiddenSize();

    @Option(names = "--batch", paramLabel = "N", order = 4,
            description = "items in a mini-batch (default: ${DEFAULT-VALUE})")
    private int batch = LECTURE.batchSize();

    @Option(names = "--epochs", paramLabel = "N", order = 5,
            description = "passes over the train split (default: ${DEFAULT-VALUE})")
    private int epochs = LECTURE.epochs();

    @Option(names = "--lr", paramLabel = "RATE", order = 6, description = "learning rate (default: ${DEFAULT-VALUE})")
    private double learningRate = LECTURE.learningRate();

    @Option(names = "--max-grad-norm", paramLabel = "NORM", order = 7,
            description = "clip the gradients to this norm (default: no clipping)")
    private @Nullable Double maxGradNorm;

    @Option(names = "--split-seed", paramLabel = "N", order = 8,
            description = "seed of the split into train, dev and test (default: ${DEFAULT-VALUE})")
    private long splitSeed = LECTURE.splitSeed();

    @Option(names = "--seed", paramLabel = "N", order = 9,
            description = "seed of weights, order and samples (default: ${DEFAULT-VALUE})")
    private long seed = LECTURE.seed();

    @Option(names = "--out", paramLabel = "DIR", order = 10,
            description = "folder of the run (default: runs/NAME-TIME)")
    private @Nullable String out;

    @Option(names = "--overwrite", order = 11, description = "if that folder is in use, move it aside")
    private boolean overwrite;

    @Mixin
    private BackendOptions backend = new BackendOptions();

    @Option(names = "--composed", order = 70,
            description = "compute every composition by its definition, without kernels")
    private boolean composed;

    @Option(names = "--profile", order = 71, description = "show at the end how long each operation took")
    private boolean profile;

    @Option(names = "--check-finite", order = 72,
            description = "stop at the first operation that makes an infinity or NaN; slow")
    private boolean checkFinite;

    @Option(names = {"-q", "--quiet"}, order = 80, description = "show results and errors only")
    private boolean quiet;

    TrainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = context.surroundings();
        Console console = context.console().quiet(quiet);
        DataSource source = new DataSource(data);
        RunConfig config = new RunConfig(source.recorded(surroundings), LECTURE.tokenizer(), cell, hidden, batch,
                epochs,
                LECTURE.optimizer(), learningRate, maxGradNorm, splitSeed, seed);
        TrainingRequest request = new TrainingRequest(config, source, backend.choice(surroundings),
                new OutputFolder(out, overwrite, source.stem(surroundings)),
                new Instruments(composed, checkFinite, profile));
        TrainingResult result = new TrainingJob(surroundings, request, new Progress(console)).run(console.in());
        if (profile) {
            show(console, TrainingReport.profile(result.operations()));
        }
        console.note("");
        TrainingReport.results(result).forEach(console.out()::line);
        return 0;
    }

    private static void show(Console console, List<String> lines) {
        console.err().line("");
        lines.forEach(console.err()::line);
    }

    /** Shows how training goes on standard error. */
    private record Progress(Console console) implements TrainingObserver {
        @Override
        public void warning(String message) {
            console.warning(message);
        }

        @Override
        public void started(TrainingPlan plan, TrainingStart start) {
            EpochLines.started(plan, start).forEach(console::note);
        }

        @Override
        public void epoch(EpochMetrics metrics) {
            console.note(EpochLines.epoch(metrics));
        }
    }
}
