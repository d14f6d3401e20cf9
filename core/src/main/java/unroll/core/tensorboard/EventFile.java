package unroll.core.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import unroll.api.error.ResourceException;

/**
 * A file of scalars by optimiser step. What was added is in the file when the call returns. TensorBoard takes all files
 * of a folder together, so that a run that goes on begins another.
 */
final class EventFile {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final double MILLISECONDS = 1000;

    private final Path file;
    private final Clock clock;

    /**
     * Begins a file.
     *
     * @param folder where; made if it is not there
     * @throws ResourceException if the disk refuses
     */
    EventFile(Path folder, Clock clock) {
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            Path free = path(folder, 0);
            for (int i = 1; Files.exists(free); i++) {
                free = path(folder, i);
            }
            file = free;
        } catch (IOException e) {
            throw failure(folder, e);
        }
        append(event(0).text(FILE_VERSION, "brain.Event:2"));
    }

    private Path path(Path folder, int number) {
        return folder.resolve("events.out.tfevents." + clock.instant().getEpochSecond() + ".unroll"
                + (number == 0 ? "" : "." + number));
    }

    /**
     * Adds a scalar; one that is not finite is added too, which TensorBoard shows as such.
     *
     * @throws ResourceException if the disk refuses
     */
    void scalar(long step, String tag, double value) {
        ProtoMessage summary = new ProtoMessage().message(VALUE,
                new ProtoMessage().text(TAG, tag).number(SIMPLE_VALUE, (float) value));
        append(event(step).message(SUMMARY, summary));
    }

    private ProtoMessage event(long step) {
        return new ProtoMessage().number(WALL_TIME, clock.millis() / MILLISECONDS).number(STEP, step);
    }

    private void append(ProtoMessage event) {
        try {
            Files.write(file, TfRecord.of(event.toBytes()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static ResourceException failure(Path path, IOException e) {
        return new ResourceException(path + " cannot be written: " + e.getMessage()
                + "; free some space, or leave out --tensorboard", e);
    }
}
