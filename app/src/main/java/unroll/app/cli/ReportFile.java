package unroll.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UnrollException;
import unroll.app.console.Console;
import unroll.app.page.PageFile;
import unroll.app.report.FolderPage;

/** The report that a command leaves in the folder that it wrote. */
final class ReportFile {
    private ReportFile() {
    }

    /** Writes it; where that fails, what it reports of is there all the same, and a warning says why. */
    static void write(Console console, @Nullable Path folder) {
        if (folder != null) {
            try {
                PageFile.write(folder.resolve(PageFile.NAME), FolderPage.of(folder, console::warning));
            } catch (UnrollException e) {
                console.warning("there is no report: " + e.getMessage());
            }
        }
    }
}
