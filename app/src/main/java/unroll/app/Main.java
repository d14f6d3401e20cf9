package unroll.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import unroll.app.cli.App;
import unroll.app.console.Console;
import unroll.app.console.Output;
import unroll.app.job.Surroundings;

/** Starts the command line. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        StandardError.connect();
        Console console = new Console(System.in, Output.ofResults(new FileOutputStream(FileDescriptor.out)),
                Output.ofMessages(System.err));
        System.exit(App.run(console, Surroundings.ofProcess(), arguments));
    }
}
