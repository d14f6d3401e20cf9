package unroll.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import unroll.app.job.Surroundings;
import unroll.app.report.BackendsReport;

/** Lists the backends. */
@Command(name = "backends", sortOptions = false, abbreviateSynopsis = true,
        description = "Lists what can compute here, and why the rest cannot.", optionListHeading = "%nOptions:%n")
final class BackendsCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", order = 1, description = "print JSON")
    private boolean json;

    BackendsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = context.surroundings();
        BackendsReport report = new BackendsReport(surroundings.installed().get(), surroundings.defaultBackend(),
                surroundings.home());
        if (json) {
            context.console().out().line(report.json());
        } else {
            report.lines().forEach(context.console().out()::line);
        }
        return 0;
    }
}
