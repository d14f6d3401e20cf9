package unroll.app.job;

import java.nio.file.Path;

/**
 * Training that was stopped and can go on.
 *
 * @param folder where it was saved
 * @param epoch epochs that are finished
 * @param epochs how many there are to be
 * @param batch batches of the next epoch that were trained on
 * @param batches batches of an epoch
 * @param exitCode with which the process is to end
 */
public record StoppedTraining(Path folder, int epoch, int epochs, int batch, int batches, int exitCode)
        implements
            TrainingOutcome {
}
