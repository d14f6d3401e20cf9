package unroll.app.console;

import java.io.InputStream;

/** The streams of one command: results on standard output, everything else on standard error. */
public final class Console {
    private final InputStream in;
    private final Output out;
    private final Output err;
    private final Terminal terminal;
    private final boolean quiet;

    public Console(InputStream in, Output out, Output err, Terminal terminal) {
        this(in, out, err, terminal, false);
    }

    private Console(InputStream in, Output out, Output err, Terminal terminal, boolean quiet) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** The same without notes and warnings, or with them. */
    public Console quiet(boolean quiet) {
        return new Console(in, out, err, terminal, quiet);
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

    /** What standard error is. */
    public Terminal terminal() {
        return terminal;
    }

    /** Whether notes and warnings are left out. */
    public boolean isQuiet() {
        return quiet;
    }

    /** Says on standard error how things go, unless quiet. */
    public void note(String line) {
        if (!quiet) {
            err.line(line);
        }
    }

    /** Warns on standard error, unless quiet. */
    public void warning(String message) {
        note(terminal.yellow("unroll: warning:") + " " + message);
    }

    /** Says on standard error, in one line, why the command fails. */
    public void error(String message) {
        err.line(terminal.red("unroll:") + " " + message.replaceAll("\\s*\\R\\s*", " ").strip());
    }
}
