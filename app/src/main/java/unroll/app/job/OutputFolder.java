package unroll.app.job;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;
import unroll.core.run.RunFolder;

/**
 * Where a run is written: the folder asked for, or a new one under {@code runs}.
 *
 * @param given the folder asked for, or null
 * @param overwrite whether a folder that is in the way is moved aside
 * @param stem short name of the data
 */
public record OutputFolder(@Nullable String given, boolean overwrite, String stem) {
    private static final String RUNS = "runs";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /**
     * Makes the folder.
     *
     * @throws unroll.api.error.UsageException if it is in use and may not be moved aside
     * @throws ResourceException if it cannot be made
     */
    public RunFolder create(Surroundings surroundings) {
        return RunFolder.create(place(surroundings), overwrite);
    }

    /**
     * The folder, made and empty where nothing was asked for.
     *
     * @throws ResourceException if it cannot be made
     */
    Path place(Surroundings surroundings) {
        if (given != null) {
            return surroundings.path(given);
        }
        Path runs = surroundings.directory().resolve(RUNS);
        String name = stem + "-" + TIME.format(LocalDateTime.now(surroundings.clock()));
        try {
            Files.createDirectories(runs);
            return claim(runs, name);
        } catch (IOException e) {
            throw new ResourceException("the folder " + runs + " for the run cannot be used: " + reason(e)
                    + "; choose another place with --out DIR", e);
        }
    }

    /** Making a folder fails if it is there: of two runs in one second, one gets the name and the other the next. */
    private static Path claim(Path runs, String name) throws IOException {
        Path folder = runs.resolve(name);
        for (int i = 2; Files.exists(folder); i++) {
            folder = runs.resolve(name + "-" + i);
        }
        try {
            return Files.createDirectory(folder);
        } catch (FileAlreadyExistsException taken) {
            return claim(runs, name);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> "it is a file";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getClass().getSimpleName();
        };
    }
}
