package unroll.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unroll.api.error.UsageException;
import unroll.app.job.DataJob;
import unroll.app.job.DataSource;
import unroll.app.report.DataReport;
import unroll.core.config.DataConfig;

/** Shows data as training sees it. */
@Command(name = "data", sortOptions = false, abbreviateSynopsis = true,
        description = "Shows data as training sees it: counts, vocabulary, splits, pairs, a batch.",
        parameterListHeading = "%n", optionListHeading = "%nOptions:%n")
final class DataCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "FILE", arity = "0..1",
            description = "text with one item a line; - reads standard input (default: the built-in names)")
    private @Nullable String data;

    @Option(names = "--split-seed", paramLabel = "N", order = 1,
            description = "seed of the split (default: ${DEFAULT-VALUE})")
    private long splitSeed = DataConfig.LECTURE.splitSeed();

    DataCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (splitSeed < 0) {
            throw new UsageException("--split-seed must be 0 or more, found " + splitSeed);
        }
        DataJob job = new DataJob(new DataSource(data), splitSeed);
        new DataReport(job.run(context.surroundings(), context.console().in())).lines()
                .forEach(context.console().out()::line);
        return 0;
    }
}
