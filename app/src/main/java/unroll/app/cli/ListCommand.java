package unroll.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import unroll.app.job.Catalogue;
import unroll.app.report.CatalogueReport;

/** Lists the names that train takes. */
@Command(name = "list", sortOptions = false, abbreviateSynopsis = true,
        description = "Lists the cells, optimisers, schedules and tokenizers to choose from, those of plugins too.",
        optionListHeading = "%nOptions:%n")
final class ListCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", order = 1, description = "print JSON")
    private boolean json;

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = new Catalogue(context.surroundings().installed());
        if (json) {
            context.console().out().line(CatalogueReport.json(catalogue));
        } else {
            CatalogueReport.lines(catalogue).forEach(context.console().out()::line);
        }
        return App.OK;
    }
}
