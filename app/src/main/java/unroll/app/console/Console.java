package unroll.app.console;

import java.io.InputStream;

/** The streams of one command: results on standard output, everything else on standard error. */
public final class Console {
    private final InputStream in;
    private final Output out;
    private final Output err;
    private final boolean quiet;

    public Console(InputStream in, Output out, Output err) {
        this(in, out, err, false);
    }

    private Console(InputStream in, Output out, Output err, boolean quiet) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.quiet = quiet;
    }

    /** The same without notes and warnings, or with them. */
    public Console quiet(boolean quiet) {
        return new Console(in, out, err, quiet);
    }

    /** Standard input. */
    public InputStream in() {
        return in;
    }

    /** Where results go. */
    public Output out() {
        return out;
    }

    /** Where errors go, and what explains them. */
    public Output err() {
        return err;
    }

    /** Says on standard error how things go, unless quiet. */
    public void note(String line) {
        if (!quiet) {
            err.line(line);
        }
    }

    /** Warns on standard error, unless quiet. */
    public void warning(String message) {
        note("unroll: warning: " + message);
    }

    /** Says on standard error, in one line, why the command fails. */
    public void error(String message) {
        err.line("unroll: " + message.replaceAll("\\s*\\R\\s*", " ").strip());
    }
}
