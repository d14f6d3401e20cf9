package unroll.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.core.run.ConfigFile;
import unroll.core.run.ConfigSchema;

/** Shows the settings that a run would have. */
@Command(name = "config", sortOptions = false, abbreviateSynopsis = true,
        description = "Prints the settings that 'train' would use with these options, and where each comes from. "
                + "The output is a file for --config.",
        optionListHeading = "%nOptions:%n", footer = {
            "", "Examples:", "  unroll config --hidden 128 > big.yaml",
            "  unroll config --config big.yaml --epochs 20",
            "  unroll config --schema"})
final class ConfigCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--schema", order = 0, description = "print the JSON Schema of such files instead")
    private boolean schema;

    @Mixin
    private RunOptions options = new RunOptions();

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (schema) {
            context.console().out().text(ConfigSchema.text());
        } else {
            context.findInstalled(context.console());
            context.console().out().text(ConfigFile.explained(options.resolve(context.surroundings())));
        }
        return App.OK;
    }
}
