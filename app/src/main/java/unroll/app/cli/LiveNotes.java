package unroll.app.cli;

import org.jspecify.annotations.Nullable;
import unroll.app.console.Console;
import unroll.app.console.ProgressLine;

/** Notes on standard error and, on a terminal, a bar below them. For several threads. */
final class LiveNotes implements AutoCloseable {
    private final Console console;
    private volatile @Nullable ProgressLine bar;

    LiveNotes(Console console) {
        this.console = console;
    }

    /**
     * Shows a bar from now on, where there is a terminal for it.
     *
     * @param unit what is counted
     * @param done how many are done
     * @param all how many there are
     */
    void showBar(String unit, long done, long all) {
        if (console.terminal().live() && !console.isQuiet()) {
            bar = new ProgressLine(console.err(), console.terminal(), unit, done, all);
        }
    }

    /** Whether there is a bar. */
    boolean hasBar() {
        return bar != null;
    }

    /** Moves the bar, if there is one. */
    void at(String what, long done) {
        ProgressLine line = bar;
        if (line != null) {
            line.at(what, done);
        }
    }

    /** A note, unless quiet. */
    void note(String text) {
        ProgressLine line = bar;
        if (line != null) {
            line.note(text);
        } else {
            console.note(text);
        }
    }

    /** A warning. */
    void warning(String message) {
        ProgressLine line = bar;
        if (line != null) {
            line.note("unroll: warning: " + message);
        } else {
            console.warning(message);
        }
    }

    @Override
    public void close() {
        ProgressLine line = bar;
        if (line != null) {
            bar = null;
            line.close();
        }
    }
}
