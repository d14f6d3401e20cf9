package unroll.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.api.error.UsageException;
import unroll.app.job.Configuration;
import unroll.core.config.LayeredConfig;
import unroll.core.experiment.ExperimentSchema;
import unroll.core.run.ConfigFile;
import unroll.core.run.ConfigSchema;

/** Shows the settings that a run would have. */
@Command(name = "config", sortOptions = false, abbreviateSynopsis = true,
        description = "Prints the settings that 'train' would use with these options, and where each comes from. "
                + "The output is a file for --config.",
        optionListHeading = "%nOptions:%n", footer = {
            "", "Examples:", "  unroll config --hidden 128 > big.yaml",
            "  unroll config --config big.yaml --epochs 20",
            "  unroll config --schema", "  unroll config --schema sweep > sweep.schema.json"})
final class ConfigCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--schema", paramLabel = "COMMAND", arity = "0..1", fallbackValue = "train", order = 0,
            description = "print instead the JSON Schema of the files of a command: train, compare or sweep "
                    + "(default: train)")
    private @Nullable String schema;

    @Mixin
    private RunOptions options = new RunOptions();

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (schema != null) {
            context.console().out().text(switch (schema) {
                case "train" -> ConfigSchema.text();
                case "compare" -> ExperimentSchema.comparison();
                case "sweep" -> ExperimentSchema.sweep();
                default -> throw new UsageException("--schema: expected train, compare or sweep, found '" + schema
                        + "'");
            });
        } else {
            context.findInstalled(context.console());
            LayeredConfig settings = options.resolve(context.surroundings());
            Configuration.checkDevice(settings, context.surroundings());
            context.console().out().text(ConfigFile.explained(settings));
        }
        return App.OK;
    }
}
