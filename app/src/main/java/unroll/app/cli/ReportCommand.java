package unroll.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import unroll.app.job.Surroundings;
import unroll.app.page.PageFile;
import unroll.app.report.FolderPage;

/** Writes a report again. */
@Command(name = "report", sortOptions = false, abbreviateSynopsis = true,
        description = "Writes the report of a run or a study again: one page of HTML, to be opened in a browser.",
        parameterListHeading = "%n", optionListHeading = "%nOptions:%n", footer = {
            "", "Example:", "  unroll report runs/names-20261122-101500"})
final class ReportCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "DIR", description = "folder that train or gradients wrote")
    private String folder = "";

    ReportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = context.surroundings();
        Path path = surroundings.path(folder);
        Path file = path.resolve(PageFile.NAME);
        PageFile.write(file, FolderPage.of(path));
        context.console().out().line(file.toString());
        return App.OK;
    }
}
