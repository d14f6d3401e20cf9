package unroll.core.gradients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import unroll.api.error.ModelFormatException;
import unroll.api.error.ResourceException;
import unroll.core.file.NewFolder;
import unroll.core.run.WholeFile;

/** gradients.json: a study as it was measured. What is no finite number is a text: NaN, -Infinity. */
public final class StudyFile {
    private static final String NAME = "gradients.json";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private StudyFile() {
    }

    /**
     * Makes the folder that it is to be in.
     *
     * @param overwrite whether a folder that is in the way is moved aside
     * @return where that has gone
     * @throws unroll.api.error.UsageException if something is in the way and may not be moved aside
     * @throws ResourceException if the disk refuses
     */
    public static Optional<Path> create(Path folder, boolean overwrite) {
        @Nullable Path aside = NewFolder.make(folder, overwrite, Instant.now());
        return Optional.ofNullable(aside);
    }

    /** The study as JSON. */
    public static String json(GradientStudy study) {
        return MAPPER.writeValueAsString(study);
    }

    /**
     * Writes a study into a folder.
     *
     * @throws ResourceException if that fails
     */
    public static void write(Path folder, GradientStudy study) {
        WholeFile.write(folder.resolve(NAME), json(study) + "\n");
    }

    /**
     * The study that a folder holds, or null where it holds none.
     *
     * @throws ModelFormatException if its file is damaged
     */
    public static @Nullable GradientStudy find(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return MAPPER.readValue(Files.readString(file), GradientStudy.class);
        } catch (JacksonException e) {
            throw new ModelFormatException(
                    file + " is damaged: " + e.getOriginalMessage().lines().findFirst().orElse("")
                            + "; measure again with 'unroll gradients'",
                    e);
        } catch (IOException e) {
            throw new ResourceException(file + " cannot be read: " + e.getMessage() + "; check its permissions", e);
        }
    }
}
