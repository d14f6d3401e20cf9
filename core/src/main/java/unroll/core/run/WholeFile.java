package unroll.core.run;

import java.nio.file.Path;
import unroll.core.file.AtomicFile;

/** Files of text that people open while they may be written: at any moment the old content is there or the new. */
public final class WholeFile {
    private WholeFile() {
    }

    /**
     * Writes or replaces a file, in UTF-8.
     *
     * @throws unroll.api.error.ResourceException if that fails; then the old file is unharmed
     */
    public static void write(Path file, String text) {
        AtomicFile.write(file, AtomicFile.text(text));
    }
}
