package unroll.app.job;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import unroll.api.error.DataException;
import unroll.api.error.UsageException;
import unroll.core.config.RunConfig;
import unroll.core.run.RunFolder;
import unroll.core.text.Lines;

/** The data that a run was trained on, read again. Its splits mean something only if not a byte has changed. */
final class RunData {
    private static final String REMEDY = "give the text with --data FILE";

    private RunData() {
    }

    /**
     * Reads it.
     *
     * @throws UsageException if it cannot be read again
     * @throws DataException if it has changed
     */
    static Lines read(RunFolder run, Surroundings surroundings) {
        RunConfig config = run.config();
        @Nullable String data = config.data().path();
        if (DataSource.STANDARD_INPUT.equals(data)) {
            throw new UsageException("the run was trained on standard input, which cannot be read again; " + REMEDY);
        }
        Lines lines;
        try {
            lines = new DataSource(data).read(surroundings, InputStream.nullInputStream());
        } catch (UsageException e) {
            throw new UsageException("the data of the run is gone: " + e.getMessage() + "; " + REMEDY, e);
        }
        if (!isOf(run, lines)) {
            throw new DataException(lines.source() + (data == null ? " of this version of Unroll" : "")
                    + " is not what the run was trained on (its SHA-256 has changed), so its splits are others; "
                    + REMEDY);
        }
        return lines;
    }

    /** Whether a text is, byte for byte, what a run was trained on. */
    static boolean isOf(RunFolder run, Lines lines) {
        return run.provenance().dataSha256().equals(lines.sha256());
    }
}
