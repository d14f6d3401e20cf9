package unroll.core.data;

import java.io.IOException;
import java.io.InputStream;
import unroll.api.error.ResourceException;
import unroll.core.text.LineReader;
import unroll.core.text.Lines;

/** The names that come with Unroll, a to z, one a line: what is trained on when no file is given. */
public final class BuiltInNames {
    private static final String RESOURCE = "names.txt";
    private static final String SOURCE = "built-in names";

    private BuiltInNames() {
    }

    /**
     * Reads them.
     *
     * @throws ResourceException if the resource is missing or cannot be read: the installation is damaged
     */
    public static Lines load() {
        try (InputStream in = BuiltInNames.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new ResourceException(
                        SOURCE + ": " + RESOURCE + " is not in the jar of unroll.core; install it again");
            }
            return LineReader.read(in, SOURCE);
        } catch (IOException e) {
            throw new ResourceException(SOURCE + " cannot be read; install unroll.core again", e);
        }
    }
}
