package unroll.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import unroll.app.job.BackendSelection;
import unroll.app.job.Configuration;
import unroll.app.job.Surroundings;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;

/**
 * The options that decide a run. Each is null unless it is given, so that a file can come between it and its default;
 * the defaults in the descriptions are held to the real ones by a test.
 */
final class RunOptions {
    @Option(names = "--config", paramLabel = "FILE", order = 1,
            description = "YAML file of settings, as 'unroll config' prints it; options come before it")
    private @Nullable String config;

    @ArgGroup(validate = false, order = 10, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, order = 20, heading = "%nModel:%n")
    private ModelOptions model = new ModelOptions();

    @ArgGroup(validate = false, order = 30, heading = "%nTraining:%n")
    private TrainingOptions training = new TrainingOptions();

    @ArgGroup(validate = false, order = 40, heading = "%nOptimiser:%n")
    private OptimizerOptions optimizer = new OptimizerOptions();

    @ArgGroup(validate = false, order = 50, heading = "%nBackend:%n")
    private BackendOptions backend = new BackendOptions();

    /** What the options set. */
    LayeredConfig given() {
        BackendSelection.checkThreads(backend.threads());
        Given given = new Given();
        data.addTo(given);
        model.addTo(given);
        training.addTo(given);
        optimizer.addTo(given);
        given.add(ConfigKey.THREADS, backend.threads());
        String name = backend.name();
        Origin origin = Origin.option(ConfigKey.BACKEND);
        return name == null
                ? given.settings()
                : given.settings().withBackend(BackendSelection.parse(name, origin), origin);
    }

    /** These over the file, the environment and the defaults. */
    LayeredConfig resolve(Surroundings surroundings) {
        return Configuration.resolve(given(), config, surroundings);
    }

    /** The file, or null. */
    @Nullable
    String config() {
        return config;
    }
}
