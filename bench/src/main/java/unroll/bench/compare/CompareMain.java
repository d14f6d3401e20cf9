package unroll.bench.compare;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** Starts {@code bench/compare}. */
public final class CompareMain {
    private CompareMain() {
    }

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param arguments the folder of the checkout, and the command's own
     */
    public static void main(String[] arguments) {
        String[] own = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, own, 0, own.length);
        System.exit(run(Path.of(arguments[0]), System.out, System.err, own));
    }

    /** Runs the command and returns its exit code. */
    static int run(Path home, PrintStream out, PrintStream err, String... arguments) {
        CommandLine command = new CommandLine(new CompareCommand(home, out, err));
        command.getCommandSpec().addOption(
                OptionSpec.builder("-h", "--help").usageHelp(true).description("show this help").build());
        command.setOut(new PrintWriter(out, true, out.charset()));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        command.setParameterExceptionHandler((e, given) -> {
            err.println("bench/compare: " + e.getMessage());
            return CompareCommand.USAGE;
        });
        command.setExecutionExceptionHandler((e, failed, parsed) -> {
            if (e instanceof CommandLine.ParameterException mistake) {
                err.println("bench/compare: " + mistake.getMessage());
                return CompareCommand.USAGE;
            }
            err.println("bench/compare: " + e.getMessage());
            return CompareCommand.FAILED;
        });
        return command.execute(arguments);
    }
}
