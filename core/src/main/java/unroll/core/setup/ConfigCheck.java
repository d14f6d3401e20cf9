package unroll.core.setup;

import java.util.function.Supplier;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorTooLargeException;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.core.config.Choice;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.ModelConfig;
import unroll.core.config.OptimizerConfig;
import unroll.core.config.Origin;
import unroll.core.config.RunConfig;
import unroll.core.plugin.Backends;
import unroll.core.plugin.Cells;
import unroll.core.plugin.Installed;
import unroll.core.plugin.Optimizers;
import unroll.core.plugin.Tokenizers;
import unroll.core.schedule.Course;
import unroll.core.schedule.Schedules;

/**
 * Makes what settings name, once, to know of every mistake before any data is read; each message begins with the option,
 * or the file and key, where the mistake is.
 */
public final class ConfigCheck {
    private static final int SMALLEST_VOCABULARY = 3;
    /** How many there are is known from the data; what needs so many is found out then. */
    private static final long MANY_STEPS = Integer.MAX_VALUE;

    private final LayeredConfig settings;

    private ConfigCheck(LayeredConfig settings) {
        this.settings = settings;
    }

    /**
     * Checks.
     *
     * @throws UsageException if a setting is out of range, a name or an option is unknown, or settings do not go together
     * @throws ResourceException if the model has a tensor that cannot be
     */
    public static void check(LayeredConfig settings, Installed installed) {
        RunConfig config = settings.runConfig();
        ConfigCheck check = new ConfigCheck(settings);
        check.tokenizer(config.data().tokenizer(), installed.tokenizers());
        check.model(config.model(), installed.cells());
        check.optimizer(config.optimizer(), installed.optimizers());
        check.schedule(config);
    }

    /**
     * Checks that there is a backend of the name; whether it can run here is known when it is opened.
     *
     * @throws UsageException if there is none
     */
    public static void check(LayeredConfig settings, Backends backends) {
        new ConfigCheck(settings).at(ConfigKey.BACKEND, () -> backends.get(settings.backendChoice().name()));
    }

    private void tokenizer(Choice choice, Tokenizers tokenizers) {
        at(ConfigKey.TOKENIZER, () -> tokenizers.get(choice.name()));
        at(options(choice, ConfigKey.TOKENIZER, ConfigKey.TOKENIZER_OPTIONS), () -> {
            tokenizers.checkOptions(choice.name(), choice.options());
            return choice;
        });
    }

    /**
     * Checks that a backend which is here has such a device.
     *
     * @throws UsageException if it has not, listing those there are
     */
    public static void checkDevice(LayeredConfig settings, Backends backends) {
        new ConfigCheck(settings).at(ConfigKey.BACKEND, () -> {
            backends.checkDevice(settings.backendChoice());
            return settings;
        });
    }

    private void model(ModelConfig config, Cells cells) {
        at(ConfigKey.CELL, () -> cells.get(config.cell().name()));
        Cell cell = at(options(config.cell(), ConfigKey.CELL, ConfigKey.CELL_OPTIONS),
                () -> Setup.cell(config.cell(), cells));
        try {
            at(ConfigKey.LAYERS, () -> Setup.describe(config, SMALLEST_VOCABULARY, cell));
        } catch (TensorTooLargeException e) {
            ConfigKey widest = config.embeddingWidth() > config.hiddenSize()
                    ? ConfigKey.EMBEDDING_SIZE
                    : ConfigKey.HIDDEN_SIZE;
            throw new ResourceException(settings.nameOf(widest) + " " + settings.get(widest).value()
                    + " is too large: " + e.getMessage(), e);
        }
    }

    private void optimizer(OptimizerConfig config, Optimizers optimizers) {
        at(ConfigKey.OPTIMIZER, () -> optimizers.get(config.optimizer().name()));
        at(options(config.optimizer(), ConfigKey.OPTIMIZER, ConfigKey.OPTIMIZER_OPTIONS),
                () -> optimizers.create(config.optimizer().name(), config.optimizer().options()));
        at(ConfigKey.WEIGHT_DECAY, () -> Setup.optimizer(config, optimizers));
    }

    private void schedule(RunConfig config) {
        OptimizerConfig optimizer = config.optimizer();
        at(ConfigKey.SCHEDULE, () -> Schedules.description(optimizer.schedule().name()));
        at(options(optimizer.schedule(), ConfigKey.SCHEDULE, ConfigKey.SCHEDULE_OPTIONS),
                () -> Schedules.create(Setup.schedule(optimizer),
                        new Course(optimizer.learningRate(), MANY_STEPS, config.epochs())));
    }

    /** Where there are no options, it is the name that asks for one. */
    private static ConfigKey options(Choice choice, ConfigKey name, ConfigKey options) {
        return choice.options().isEmpty() ? name : options;
    }

    private <T> T at(ConfigKey key, Supplier<T> made) {
        try {
            return made.get();
        } catch (UsageException e) {
            throw settings.get(key).origin().equals(Origin.DEFAULT)
                    ? e
                    : new UsageException(settings.nameOf(key) + ": " + e.getMessage(), e);
        }
    }
}
