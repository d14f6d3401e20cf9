package unroll.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;

/** Where a study is written: the folder asked for, whose files of it are replaced, or a new one under {@code runs}. */
public final class StudyFolder {
    private static final String RUNS = "runs";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private StudyFolder() {
    }

    /**
     * Makes the folder.
     *
     * @param given the folder asked for, or null
     * @param stem what the new one's name begins with
     * @throws ResourceException if it cannot be made
     */
    public static Path create(@Nullable String given, String stem, Surroundings surroundings) {
        Path folder = given != null
                ? surroundings.path(given)
                : surroundings.directory().resolve(RUNS)
                        .resolve(stem + "-" + TIME.format(LocalDateTime.now(surroundings.clock())));
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ResourceException("the folder " + folder + " cannot be made: " + e.getMessage()
                    + "; choose another place with --out DIR", e);
        }
    }
}
