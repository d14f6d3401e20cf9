package unroll.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unroll.app.console.Console;
import unroll.app.job.DataSource;
import unroll.app.job.EvaluationJob;
import unroll.app.job.EvaluationResult;
import unroll.app.job.SplitName;
import unroll.app.job.Surroundings;
import unroll.app.report.EvaluationReport;

/** Measures a model. */
@Command(name = "eval", sortOptions = false, abbreviateSynopsis = true,
        description = "Measures how well a trained model predicts.", parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n", footer = {
            "", "Examples:", "  unroll eval runs/names-20261122-101500 --split test",
            "  unroll eval runs/names-20261122-101500 --data other.txt --json"})
final class EvalCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "RUN", description = "folder that train wrote")
    private String run = "";

    @Option(names = "--data", paramLabel = "FILE", order = 1,
            description = "another text, one item a line; - reads standard input (default: the data of the run)")
    private @Nullable String data;

    @Option(names = "--split", paramLabel = "SPLIT", order = 2,
            description = "train, dev, test or all (default: dev; with --data: all)")
    private @Nullable SplitName split;

    @Option(names = "--json", order = 3, description = "print JSON")
    private boolean json;

    @Mixin
    private BackendOptions backend = new BackendOptions();

    EvalCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = context.surroundings();
        Console console = context.console();
        EvaluationJob job = new EvaluationJob(surroundings.path(run), backend.choice(surroundings),
                data == null ? null : new DataSource(data), split);
        context.findInstalled(console);
        EvaluationResult result = job.run(surroundings, console.in(), console::warning);
        if (json) {
            console.out().line(EvaluationReport.json(result));
        } else {
            EvaluationReport.lines(result).forEach(console.out()::line);
        }
        return 0;
    }
}
