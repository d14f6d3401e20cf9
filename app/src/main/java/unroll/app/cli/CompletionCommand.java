package unroll.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.app.job.Surroundings;

/** Prints a script that completes commands and options in a shell. */
@Command(name = "completion", sortOptions = false, abbreviateSynopsis = true,
        description = "Prints a script with which a shell completes commands and options.",
        parameterListHeading = "%n", optionListHeading = "%nOptions:%n", footer = {
            "", "Examples:", "  source <(unroll completion bash)",
            "  unroll completion zsh > ~/.unroll.zsh",
            "and a line 'source ...' with the one or the other in ~/.bashrc or ~/.zshrc."})
final class CompletionCommand implements Callable<Integer> {
    /** Who reads the script. */
    enum ShellName {
        BASH, ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Context context;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private ShellName shell = ShellName.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        // One script serves both: it turns on zsh's support for bash's completion where zsh reads it.
        String script = AutoComplete.bash(Surroundings.COMMAND, spec.root().commandLine());
        // Its long heading explains an installation that is not ours.
        context.console().out().text("# Completes unroll; printed by 'unroll completion " + shell + "'.\n"
                + script.substring(script.indexOf("\n\n") + 1));
        return App.OK;
    }
}
