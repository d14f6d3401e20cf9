package unroll.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unroll.app.job.Surroundings;
import unroll.app.page.Page;
import unroll.app.page.PageFile;
import unroll.app.plot.Plots;
import unroll.app.report.FolderPage;

/** Writes a report again. */
@Command(name = "report", sortOptions = false, abbreviateSynopsis = true,
        description = "Writes the report of a run, a comparison, a sweep, a memory task or a study of gradients again: one "
                + "page of HTML, to be opened in a browser.",
        parameterListHeading = "%n", optionListHeading = "%nOptions:%n", footer = {
            "", "Examples:", "  unroll report runs/names-20261122-101500",
            "  unroll report runs/compare-20261122-101500 --plots"})
final class ReportCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "DIR", description = "folder that train, compare, sweep, memory or gradients wrote")
    private String folder = "";

    @Option(names = "--plots", order = 1,
            description = "also write each chart as PNG and CSV, into the folder plots of DIR")
    private boolean plots;

    ReportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = context.surroundings();
        Path path = surroundings.path(folder);
        Path file = path.resolve(PageFile.NAME);
        Page page = FolderPage.of(path);
        PageFile.write(file, page);
        context.console().out().line(file.toString());
        if (plots) {
            Plots.write(page, path.resolve("plots")).forEach(each -> context.console().out().line(each.toString()));
        }
        return App.OK;
    }
}
