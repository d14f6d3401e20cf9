package unroll.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import unroll.api.error.UnrollException;
import unroll.api.error.UsageException;
import unroll.app.console.Console;
import unroll.app.console.Numbers;
import unroll.app.job.Surroundings;

/** Runs one command line and turns whatever comes of it into an exit code and, for a failure, one line. */
public final class App {
    /** All went well. */
    public static final int OK = 0;
    /** The command was understood and failed. */
    public static final int FAILED = 1;
    /** The command itself is wrong. */
    public static final int USAGE = 2;

    private static final String DEBUG_VARIABLE = "UNROLL_DEBUG";
    private static final int AFTER_ALL_OTHERS = 99;

    private final Console console;
    private final Surroundings surroundings;
    private final UnrollCommand root = new UnrollCommand();

    private App(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    /**
     * Runs a command.
     *
     * @param arguments the command and its options
     * @return the exit code
     */
    public static int run(Console console, Surroundings surroundings, String... arguments) {
        return new App(console, surroundings.with(arguments)).run(arguments);
    }

    private int run(String... arguments) {
        try {
            CommandLine commandLine = commandLine();
            StringWriter help = new StringWriter();
            commandLine.setOut(new PrintWriter(help));
            commandLine.setUsageHelpWidth(HelpWidth.of(surroundings, arguments));
            int code = commandLine.execute(arguments);
            if (!help.toString().isEmpty()) {
                console.out().text(help.toString());
            }
            return code;
        } catch (Throwable e) {
            return failure(e);
        }
    }

    private CommandLine commandLine() {
        Context context = new Context(console, surroundings);
        CommandLine commandLine = new CommandLine(root, Names.factory(surroundings));
        commandLine.addSubcommand(new TrainCommand(context));
        commandLine.addSubcommand(new CompareCommand(context));
        commandLine.addSubcommand(new SweepCommand(context));
        commandLine.addSubcommand(new MemoryCommand(context));
        commandLine.addSubcommand(new SampleCommand(context));
        commandLine.addSubcommand(new EvalCommand(context));
        commandLine.addSubcommand(new ReportCommand(context));
        commandLine.addSubcommand(new GradientsCommand(context));
        commandLine.addSubcommand(new ListCommand(context));
        commandLine.addSubcommand(new BackendsCommand(context));
        commandLine.addSubcommand(new DataCommand(context));
        commandLine.addSubcommand(new ConfigCommand(context));
        commandLine.addSubcommand(new CompletionCommand(context));
        commandLine.getCommandSpec().addOption(OptionSpec.builder("-V", "--version").versionHelp(true)
                .description("show the version").build());
        commandLine.getCommandSpec().addOption(help());
        commandLine.getSubcommands().values().forEach(command -> command.getCommandSpec().addOption(help()));
        NumberOptions.register(commandLine);
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        // a prompt may begin with @
        commandLine.setExpandAtFiles(false);
        commandLine.setParameterExceptionHandler((e, args) -> {
            console.error(Mistakes.describe(e));
            return USAGE;
        });
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> failure(e));
        commandLine.setExecutionStrategy(this::execute);
        return commandLine;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help").usageHelp(true).order(AFTER_ALL_OTHERS).description("show this help")
                .build();
    }

    private int execute(ParseResult parsed) {
        boolean nothingAsked = !parsed.hasSubcommand() && !parsed.isUsageHelpRequested()
                && !parsed.isVersionHelpRequested();
        if (nothingAsked) {
            console.err().text(parsed.commandSpec().commandLine().getUsageMessage());
            return USAGE;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private int failure(Throwable e) {
        int code = switch (e) {
            case UsageException usage -> failed(USAGE, message(usage));
            case UnrollException failure -> failed(FAILED, message(failure));
            case OutOfMemoryError memory -> failed(FAILED, "out of memory: the heap may grow to "
                    + Numbers.memory(Runtime.getRuntime().maxMemory())
                    + "; ask for less, or allow more (UNROLL_JAVA_OPTS=-Xmx…)");
            default -> failed(FAILED, e.getClass().getName() + ": " + message(e)
                    + "; this is a defect: run it with --stacktrace (or " + DEBUG_VARIABLE
                    + "=1) to see where, and report it");
        };
        if (root.stacktrace() || surroundings.variable(DEBUG_VARIABLE) != null) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            console.err().text(trace.toString());
        }
        return code;
    }

    private int failed(int code, String message) {
        console.error(message);
        return code;
    }

    private static String message(Throwable e) {
        String message = e.getMessage();
        return message == null ? "no further word" : message;
    }
}
