package unroll.core.experiment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ModelFormatException;
import unroll.api.error.ResourceException;
import unroll.api.error.UsageException;
import unroll.core.file.AtomicFile;
import unroll.core.file.Failures;
import unroll.core.file.NewFolder;

/**
 * The folder of an experiment: experiment.yaml, its plan; outcomes.jsonl, what has become of trials; runs/, the folder
 * of each trial's run; results.json and results.csv, made of the others. Whatever a crash leaves, the experiment goes on
 * from plan and outcomes. One that writes closes it.
 */
public final class ExperimentFolder implements AutoCloseable {
    private static final String PLAN = "experiment.yaml";
    private static final String OUTCOMES = "outcomes.jsonl";
    private static final String RUNS = "runs";
    private static final String LOCK = ".lock";

    private final Path path;
    private final ExperimentPlan plan;
    private final Journal journal;
    private final @Nullable Path aside;
    private @Nullable FileChannel lock;

    private ExperimentFolder(Path path, ExperimentPlan plan, @Nullable Path aside) {
        this.path = path;
        this.plan = plan;
        this.journal = new Journal(path.resolve(OUTCOMES), plan.trials());
        this.aside = aside;
    }

    /**
     * Makes the folder of a new experiment, to be written to.
     *
     * @param overwrite whether a folder that is in the way is moved aside
     * @throws UsageException if something is in the way and may not be moved aside
     * @throws ResourceException if the disk refuses
     */
    public static ExperimentFolder create(Path path, boolean overwrite, ExperimentPlan plan) {
        Path aside = NewFolder.make(path, overwrite, Instant.now());
        ExperimentFolder folder = new ExperimentFolder(path, plan, aside);
        folder.claim();
        try {
            PlanFile.write(path.resolve(PLAN), plan);
            return folder;
        } catch (RuntimeException e) {
            folder.close();
            folder.takeBack();
            throw e;
        }
    }

    /** Without a plan there is nothing to go on with: the same command is to find the place as it was. */
    private void takeBack() {
        try {
            Files.deleteIfExists(path.resolve(LOCK));
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // What has stopped the plan is told; an empty folder is in nobody's way.
        }
    }

    /**
     * Opens the folder of an experiment, to be read.
     *
     * @throws UsageException if there is none
     * @throws ModelFormatException if it is damaged, or a newer version made it
     */
    public static ExperimentFolder open(Path path) {
        if (!isOne(path)) {
            throw new UsageException("there is no comparison or sweep at " + path + ": " + PLAN
                    + " is missing; expected the folder that one has written (its --out)");
        }
        return new ExperimentFolder(path, PlanFile.read(path.resolve(PLAN)), null);
    }

    /** Whether a folder is that of an experiment. */
    public static boolean isOne(Path path) {
        return Files.isRegularFile(path.resolve(PLAN));
    }

    /**
     * Opens the folder of an experiment that goes on.
     *
     * @param retry whether trials that failed are tried again
     * @throws UsageException if there is none, or a process is at work in it
     * @throws ModelFormatException if it is damaged, or a newer version made it
     */
    public static ExperimentFolder goOn(Path path, boolean retry) {
        ExperimentFolder folder = open(path);
        folder.claim();
        try {
            // What another process wrote before it ended may be newer than what was read without the lock.
            ExperimentFolder current = open(path);
            current.lock = folder.lock;
            AtomicFile.deleteLeftOvers(path);
            current.journal.tidy();
            if (retry) {
                current.journal.forgetFailures();
            }
            return current;
        } catch (IOException e) {
            folder.close();
            throw Failures.of(path, "tidied up", e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The system gives a lock back when a process ends, however it ends. */
    private void claim() {
        Path file = path.resolve(LOCK);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Failures.of(file, "written", e);
        }
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        } catch (IOException e) {
            // A file system without locks: nobody is kept out, and nothing else is lost.
            lock = channel;
            return;
        }
        lock = channel;
        if (held == null) {
            close();
            throw new UsageException(path + " is being worked on by another process; wait for it, or end it first");
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Where the folder that was in the way has gone. */
    public Optional<Path> movedAside() {
        return Optional.ofNullable(aside);
    }

    /** What is to be tried. */
    public ExperimentPlan plan() {
        return plan;
    }

    /** The folder of a trial's run, which a trial that failed early does not have. */
    public Path run(Trial trial) {
        return path.resolve(RUNS).resolve(trial.name());
    }

    /** What it has come to so far. */
    public ExperimentResult result() {
        return Results.of(plan, journal.entries());
    }

    /**
     * Writes results.json and results.csv.
     *
     * @throws ResourceException if the disk refuses
     */
    public void writeResults() {
        ResultFiles.write(path, result());
    }

    /** What results.json has, or would have. */
    public String resultsJson() {
        return ResultFiles.json(result());
    }

    List<Journal.Entry> entries() {
        return journal.entries();
    }

    void add(Journal.Entry entry) {
        journal.add(entry);
    }

    /** Lets others write. */
    @Override
    public void close() {
        FileChannel held = lock;
        lock = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                throw Failures.of(path.resolve(LOCK), "closed", e);
            }
        }
    }
}
