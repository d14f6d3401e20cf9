package unroll.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import unroll.api.error.DataException;
import unroll.api.error.ResourceException;
import unroll.api.error.UsageException;

/**
 * Reads text with one item a line, or of another {@link DataForm}, and nothing that only looks like it: UTF-8 is checked byte by byte, so that a file
 * in another encoding is refused instead of filling the vocabulary with replacement characters.
 *
 * <p>Lines end with LF, CR LF or CR, as Python's {@code open} reads them. A byte order mark at the start is dropped. The
 * bytes are hashed and decoded as they pass: beyond the items, only one line and one block are held.
 */
public final class LineReader {
    /** The most characters (code points) that a line may have. */
    public static final int LONGEST_LINE = 10_000;

    private static final int BLOCK = 1 << 16;

    private LineReader() {
    }

    /**
     * Reads a file; its path becomes the source.
     *
     * @throws UsageException if there is no such file, it is a directory, or it may not be read
     * @throws DataException as {@link #read(InputStream, String)}
     * @throws ResourceException as {@link #read(InputStream, String)}
     */
    public static Lines read(Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a directory; expected a text file with one item a line");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UsageException(file + " does not exist; expected a text file with one item a line", e);
        } catch (AccessDeniedException e) {
            throw new UsageException(file + " may not be read; check its permissions", e);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + reason(e), e);
        }
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @param source what to call it in messages, such as {@code standard input}
     * @throws DataException if the bytes are not UTF-8 (naming line and byte) or look binary, if a line has more than
     * {@link #LONGEST_LINE} characters, or if no line has text
     * @throws ResourceException if reading fails
     */
    public static Lines read(InputStream in, String source) {
        MessageDigest digest = sha256();
        LineCollector lines = new LineCollector(source);
        byte[] block = new byte[BLOCK];
        try {
            // Full blocks, so that what is found does not depend on how a pipe happens to deliver.
            for (int n = in.readNBytes(block, 0, BLOCK); n > 0; n = in.readNBytes(block, 0, BLOCK)) {
                digest.update(block, 0, n);
                lines.accept(block, n);
            }
        } catch (IOException e) {
            throw new ResourceException("reading " + source + " failed: " + reason(e), e);
        }
        lines.end();
        PackedItems items = lines.items();
        DataForm form = DataForm.of(items);
        return new Lines(form.items(items, source), lines.blank(), source,
                HexFormat.of().formatHex(digest.digest()), form);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
