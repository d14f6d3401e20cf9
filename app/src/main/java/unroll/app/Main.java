package unroll.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import unroll.app.cli.App;
import unroll.app.console.Console;
import unroll.app.console.Output;
import unroll.app.console.Terminal;
import unroll.app.console.TerminalSize;
import unroll.app.job.Surroundings;

/** Starts the command line. */
public final class Main {
    /** Whether standard error is a terminal, set by the launcher: Java knows it of standard output alone. */
    private static final String TERMINAL_PROPERTY = "unroll.stderr.terminal";

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        StandardError.connect();
        Surroundings surroundings = Surroundings.ofProcess(new Signals());
        Console console = new Console(System.in, Output.ofResults(new FileOutputStream(FileDescriptor.out)),
                Output.ofMessages(System.err), terminal(surroundings));
        System.exit(App.run(console, surroundings, arguments));
    }

    /** Plain lines where standard error is no terminal, the terminal can do no more, or the user wants no more. */
    private static Terminal terminal(Surroundings surroundings) {
        String kind = surroundings.variable("TERM");
        boolean live = Boolean.getBoolean(TERMINAL_PROPERTY) && kind != null && !kind.equals("dumb")
                && surroundings.variable("NO_COLOR") == null && surroundings.variable("CI") == null;
        return live ? new Terminal(true, TerminalSize.columns()) : Terminal.PLAIN;
    }
}
