package unroll.core.file;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;
import unroll.api.error.UsageException;

/** A folder for something new. */
public final class NewFolder {
    private NewFolder() {
    }

    /**
     * Makes it, and the folders above it, or takes one that is empty.
     *
     * @param overwrite whether a folder that is in the way is renamed to {@code NAME.old-TIME}; nothing is ever deleted
     * @return where the folder that was in the way has gone, or null
     * @throws UsageException if a file is in the way, or a folder that is not empty and may not be moved, or cannot be
     *     because it is or holds the working directory
     * @throws ResourceException if it cannot be made or written to
     */
    public static @Nullable Path make(Path path, boolean overwrite, Instant now) {
        Path aside = null;
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new UsageException(path + " is a file; expected a folder that is new or empty, choose another");
            }
            if (Files.isDirectory(path) && !isEmpty(path)) {
                if (!overwrite) {
                    throw new UsageException(path + " is not empty; choose another folder, or add --overwrite, "
                            + "which moves this one aside");
                }
                aside = moveAside(path, now);
            }
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new ResourceException(path + " cannot be created: " + e.getFile()
                    + " is not a folder; choose another path", e);
        } catch (IOException e) {
            throw Failures.of(path, "created", e);
        }
        try {
            path.getFileSystem().provider().checkAccess(path, AccessMode.WRITE);
        } catch (IOException e) {
            throw new ResourceException(path + " cannot be written: it is read-only; choose another folder or change "
                    + "its permissions", e);
        }
        return aside;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Path moveAside(Path path, Instant now) throws IOException {
        Path whole = path.toAbsolutePath().normalize();
        Path name = whole.getFileName();
        if (name == null) {
            throw new UsageException(path + " is the root of the file system and cannot be moved aside");
        }
        // A relative path would go on meaning the moved folder.
        if (Path.of("").toAbsolutePath().normalize().startsWith(whole)) {
            throw new UsageException(whole + " is or holds the working directory and cannot be moved aside; choose "
                    + "another folder");
        }
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneId.systemDefault())
                .format(now);
        Path aside = whole.resolveSibling(name + ".old-" + time);
        for (int i = 2; AtomicFile.exists(aside); i++) {
            aside = whole.resolveSibling(name + ".old-" + time + "-" + i);
        }
        try {
            Files.move(whole, aside);
        } catch (IOException e) {
            throw Failures.of(path, "moved aside to " + aside, e);
        }
        return aside;
    }
}
