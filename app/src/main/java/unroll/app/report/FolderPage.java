package unroll.app.report;

import java.nio.file.Path;
import unroll.app.page.Page;
import unroll.core.gradients.GradientStudy;
import unroll.core.gradients.StudyFile;
import unroll.core.run.RunFolder;

/** The report of whatever a folder holds. */
public final class FolderPage {
    private FolderPage() {
    }

    /**
     * Reads the folder.
     *
     * @throws unroll.api.error.UsageException if there is nothing, or a file
     * @throws unroll.api.error.ModelFormatException if it holds nothing to report of, or a file is damaged
     */
    public static Page of(Path folder) {
        GradientStudy study = StudyFile.find(folder);
        return study == null ? RunPage.of(RunFolder.open(folder)) : GradientPage.of(study);
    }
}
