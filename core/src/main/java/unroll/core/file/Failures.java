package unroll.core.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;

/** What the file system refused, in one line for the person who can change it. */
public final class Failures {
    private static final int LONGEST = 200;

    private Failures() {
    }

    /**
     * The error to throw.
     *
     * @param path what could not be handled
     * @param action what was tried, as in "X cannot be written"
     */
    public static ResourceException of(Path path, String action, IOException cause) {
        return new ResourceException(path + " cannot be " + action + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "permission denied; change its permissions or choose another folder";
            case NoSuchFileException missing -> missing.getFile() + " does not exist; create it or choose another path";
            case FileAlreadyExistsException exists -> exists.getFile()
                    + " is a file and not a folder; choose another path";
            case DirectoryNotEmptyException folder -> folder.getFile() + " is a folder in its place; move it away";
            case ClosedByInterruptException interrupted -> "it was interrupted; run it again";
            case FileSystemException other -> explained(other.getReason(), other);
            default -> explained(cause.getMessage(), cause);
        };
    }

    private static String explained(@Nullable String reason, IOException cause) {
        if (reason == null) {
            return cause.getClass().getSimpleName() + "; check the path, its permissions and the disk";
        }
        String words = reason.toLowerCase(Locale.ROOT);
        String remedy = words.contains("space") || words.contains("quota")
                ? "free some space or choose a folder on another disk"
                : words.contains("read-only")
                        ? "choose a folder that can be written"
                        : words.contains("not a directory")
                                ? "a part of the path is a file; choose another path"
                                : "check the path, its permissions and the disk";
        return oneLine(reason) + "; " + remedy;
    }

    /** A text of unknown origin as a part of a one-line message: control characters blanked, the end cut off. */
    public static String oneLine(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String flat = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST) + "...";
    }
}
