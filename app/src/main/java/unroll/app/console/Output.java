package unroll.app.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import unroll.api.error.ResourceException;

/**
 * A stream of lines in UTF-8, whatever the locale, each written at once. A reader that goes away, as {@code head} does,
 * is no failure: what follows is dropped.
 */
public final class Output {
    private final OutputStream stream;
    private final String name;
    private final boolean required;
    private boolean open = true;

    private Output(OutputStream stream, String name, boolean required) {
        this.stream = stream;
        this.name = name;
        this.required = required;
    }

    /** Results: what cannot be written is a failure, except to a reader that has gone. */
    public static Output ofResults(OutputStream stream) {
        return new Output(stream, "standard output", true);
    }

    /** Messages: what cannot be written is lost. */
    public static Output ofMessages(OutputStream stream) {
        return new Output(stream, "standard error", false);
    }

    /**
     * Writes a line.
     *
     * @return whether anyone still reads
     * @throws ResourceException if results cannot be written, because the disk is full for instance
     */
    public boolean line(String line) {
        return text(line + "\n");
    }

    /**
     * Writes a text that brings its own line ends.
     *
     * @return whether anyone still reads
     * @throws ResourceException as {@link #line}
     */
    public synchronized boolean text(String text) {
        if (!open) {
            return false;
        }
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            open = false;
            if (required && !readerGone(e)) {
                throw new ResourceException(name + " cannot be written: " + e.getMessage()
                        + "; check where it is sent to", e);
            }
        }
        return open;
    }

    private static boolean readerGone(IOException e) {
        // The system's own words, which keep this one in every language seen.
        return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("pipe");
    }
}
