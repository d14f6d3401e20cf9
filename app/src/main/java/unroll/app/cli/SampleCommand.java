package unroll.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unroll.api.error.UsageException;
import unroll.api.text.UnknownCharacterException;
import unroll.app.console.Console;
import unroll.app.console.LineBlocks;
import unroll.app.job.SamplingJob;
import unroll.app.job.Surroundings;
import unroll.app.report.SamplingReport;
import unroll.core.sample.DecodingRule;
import unroll.core.sample.SamplingSettings;

/** Samples from a model. */
@Command(name = "sample", sortOptions = false, abbreviateSynopsis = true,
        description = "Prints what a trained model invents, one sample a line.", parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n", footer = {
            "", "The same seed gives the same lines.",
            "", "Examples:", "  unroll sample runs/names-20261122-101500 -n 20",
            "  unroll sample runs/names-20261122-101500 --prompt mar --temperature 0.7",
            "  unroll sample runs/big -n 100000 --top-p 0.9 | sort | uniq -c | sort -n"})
final class SampleCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "RUN", description = "folder that train wrote")
    private String run = "";

    @Option(names = {"-n",
        "--count"}, paramLabel = "N", order = 1, description = "how many samples (default: ${DEFAULT-VALUE})")
    private int count = 10;

    @Option(names = "--prompt", paramLabel = "TEXT", order = 2,
            description = "how each sample begins (default: nothing)")
    private String prompt = "";

    @Option(names = "--temperature", paramLabel = "T", order = 3,
            description = "below 1 more predictable, above 1 more varied, 0 the likeliest (default: ${DEFAULT-VALUE})")
    private double temperature = 1;

    @Option(names = "--top-k", paramLabel = "K", order = 4,
            description = "draw each character from the K likeliest only (default: all)")
    private @Nullable Integer topK;

    @Option(names = "--top-p", paramLabel = "P", order = 5,
            description = "draw from the fewest that are likely with probability P together (default: 1)")
    private @Nullable Double topP;

    @Option(names = "--seed", paramLabel = "N", order = 6,
            description = "seed of the draws (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--max-length", paramLabel = "N", order = 7,
            description = "characters after the prompt at which a sample is cut (default: ${DEFAULT-VALUE})")
    private int maxLength = 100;

    @Option(names = {"-q",
        "--quiet"}, order = 80, description = "don't count the samples that are in the training data")
    private boolean quiet;

    @Mixin
    private BackendOptions backend = new BackendOptions();

    SampleCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw new UsageException("-n must be at least 1, found " + count);
        }
        Surroundings surroundings = context.surroundings();
        SamplingSettings settings = new SamplingSettings(DecodingRule.of(temperature, topK, topP), maxLength,
                seed);
        SamplingJob job = new SamplingJob(surroundings.path(run), backend.choice(surroundings), prompt, settings,
                count, !quiet);
        Console console = context.console().quiet(quiet);
        context.findInstalled(console);
        try (LineBlocks lines = new LineBlocks(console.out(), isTerminal())) {
            SamplingJob.Result result = job.run(surroundings, lines::line, console::warning);
            if (lines.write() && result.wanted()) {
                console.note(SamplingReport.line(result));
            }
        } catch (UnknownCharacterException e) {
            throw new UsageException("--prompt: " + e.getMessage(), e);
        }
        return 0;
    }

    // From JDK 25 on there is none again where the streams are no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        java.io.Console terminal = System.console();
        return terminal != null && terminal.isTerminal();
    }
}
