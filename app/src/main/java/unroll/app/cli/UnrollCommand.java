package unroll.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself: it only has commands. */
@Command(name = "unroll", description = "Trains, evaluates and samples recurrent language models.",
        synopsisSubcommandLabel = "COMMAND", versionProvider = Version.class, commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n", footer = {
            "", "The lecture's job, on the built-in names:", "  unroll train",
            "", "'unroll COMMAND --help' explains a command."})
final class UnrollCommand {
    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, hidden = true,
            description = "with an error, show where it arose")
    private boolean stacktrace;

    boolean stacktrace() {
        return stacktrace;
    }
}
