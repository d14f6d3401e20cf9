package unroll.app.job;

import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import unroll.core.data.BuiltInNames;
import unroll.core.text.LineReader;
import unroll.core.text.Lines;

/**
 * Where the items come from.
 *
 * @param option a path, {@link #STANDARD_INPUT}, or null for the built-in names
 */
public record DataSource(@Nullable String option) {
    /** What users write for standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final String BUILT_IN_STEM = "names";
    private static final String STANDARD_INPUT_STEM = "stdin";
    private static final int LONGEST_STEM = 40;

    /** Reads the items, as {@link LineReader} does. */
    public Lines read(Surroundings surroundings, InputStream in) {
        if (option == null) {
            return BuiltInNames.load();
        }
        return option.equals(STANDARD_INPUT)
                ? LineReader.read(in, "standard input")
                : LineReader.read(surroundings.path(option));
    }

    /** How a configuration names the data, so that it is found again from any folder; null for the built-in names. */
    public @Nullable String recorded(Surroundings surroundings) {
        return option == null || option.equals(STANDARD_INPUT)
                ? option
                : surroundings.path(option).toAbsolutePath().normalize().toString();
    }

    /** A short name of the data for the names of folders: the file's, without its ending. */
    public String stem(Surroundings surroundings) {
        if (option == null) {
            return BUILT_IN_STEM;
        }
        if (option.equals(STANDARD_INPUT)) {
            return STANDARD_INPUT_STEM;
        }
        Path file = surroundings.path(option).getFileName();
        String name = file == null ? BUILT_IN_STEM : file.toString();
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^\\p{L}\\p{N}._-]+", "_");
        return stem.length() <= LONGEST_STEM ? stem : stem.substring(0, LONGEST_STEM);
    }
}
