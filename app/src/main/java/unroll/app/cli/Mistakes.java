package unroll.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli says of a command line that it does not understand, in one line. */
final class Mistakes {
    private Mistakes() {
    }

    static String describe(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String problem = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command)
                : lowerFirst(Objects.requireNonNullElse(e.getMessage(), "wrong arguments"));
        return problem + (problem.endsWith("?") ? " See '" : "; see '") + command.getCommandSpec().qualifiedName()
                + " --help'";
    }

    private static String unmatched(UnmatchedArgumentException e, CommandLine command) {
        String argument = e.getUnmatched().getFirst();
        String kind = argument.startsWith("-")
                ? "option"
                : command.getSubcommands().isEmpty() ? "argument" : "command";
        List<String> near = e.getSuggestions();
        String problem = kind.equals("argument")
                ? "unexpected argument '" + argument + "'"
                : "unknown " + kind + " '" + argument + "'";
        return near.isEmpty() ? problem : problem + "; did you mean " + String.join(" or ", near) + "?";
    }

    private static String lowerFirst(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
