package unroll.app.cli;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import unroll.core.plugin.Nearest;

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
        List<String> near = near(argument, kind.equals("option")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet());
        String problem = kind.equals("argument")
                ? "unexpected argument '" + argument + "'"
                : "unknown " + kind + " '" + argument + "'";
        return near.isEmpty() ? problem : problem + "; did you mean " + String.join(" or ", near) + "?";
    }

    /** The names that are nearest, if that is near enough to be a slip of the finger. */
    private static List<String> near(String argument, Collection<String> names) {
        // --hiden=3, and -quiet
        String asked = argument.replaceFirst("=.*", "").replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
        return Nearest.slips(asked, argument.startsWith("-") ? words(names) : names).stream()
                .map(name -> argument.startsWith("-") ? "--" + name : name).toList();
    }

    private static List<String> words(Collection<String> options) {
        return options.stream().filter(name -> name.startsWith("--")).map(name -> name.substring(2)).toList();
    }

    private static String lowerFirst(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
