package unroll.app.report;

import java.nio.file.Path;
import unroll.app.page.Page;
import unroll.core.experiment.ExperimentFolder;
import unroll.core.gradients.GradientStudy;
import unroll.core.gradients.StudyFile;
import unroll.core.memory.MemoryFiles;
import unroll.core.run.Provenance;
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
        if (ExperimentFolder.isOne(folder)) {
            try (ExperimentFolder experiment = ExperimentFolder.open(folder)) {
                return ExperimentPage.of(experiment);
            }
        }
        if (MemoryFiles.isIn(folder)) {
            return MemoryPage.of(MemoryFiles.read(folder), Provenance.find(folder));
        }
        GradientStudy study = StudyFile.find(folder);
        return study == null ? RunPage.of(RunFolder.open(folder)) : GradientPage.of(study, Provenance.find(folder));
    }
}
