package unroll.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import unroll.api.error.ResourceException;

/**
 * Replaces files so that at any moment, a crash or a full disk included, either the old content is there or the new:
 * written to a sibling, forced to the disk, renamed, and the folder's entry forced.
 */
public final class AtomicFile {
    /** Writes a file's content. */
    public interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    private static final Pattern LEFT_OVER = Pattern.compile("\\..+\\.[0-9a-f]{8}\\.tmp");

    private AtomicFile() {
    }

    /**
     * Writes or replaces a file.
     *
     * @throws ResourceException if that fails; then the old file is unharmed and nothing else is left behind
     */
    public static void write(Path target, Content content) {
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
        try {
            try {
                create(temporary, content);
                move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
            forceParent(target);
        } catch (IOException e) {
            throw Failures.of(target, "written", e);
        }
    }

    /** Deletes the temporary files of processes that were killed while they wrote. */
    public static void deleteLeftOvers(Path folder) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path file : found) {
                if (LEFT_OVER.matcher(file.getFileName().toString()).matches()) {
                    Files.delete(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Content that is a text, in UTF-8. */
    public static Content text(String text) {
        return channel -> writeAll(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Creates a file that must not exist yet, and forces it to the disk. */
    public static void create(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
    }

    /** Writes what remains in the buffer. */
    public static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Renames, in one step where the file system can. */
    public static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Forces the entry that a path has in its folder. */
    public static void forceParent(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            forceFolder(parent);
        }
    }

    /** Forces a folder's entries to the disk, where the platform can open a folder. */
    public static void forceFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return; // Windows cannot open a folder and needs no forcing.
        }
        try (channel) {
            channel.force(true);
        }
    }

    /** Whether anything is there, a dangling link included. */
    public static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
