package unroll.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.app.job.BackendSelection;
import unroll.app.job.Configuration;
import unroll.app.job.ContinuedRun;
import unroll.app.job.DataSource;
import unroll.app.job.Surroundings;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;

/**
 * The options that decide a run. Each is null unless it is given, so that a file can come between it and its default;
 * the defaults in the descriptions are held to the real ones by a test.
 */
final class RunOptions {
    @Option(names = "--config", paramLabel = "FILE", order = 1,
            description = "YAML file of settings, as 'unroll config' prints it; options come before it")
    private @Nullable String config;

    @Option(names = "--data", paramLabel = "FILE", order = 2,
            description = "text with one item a line; - reads standard input (default: the built-in names)")
    private @Nullable String data;

    @Option(names = "--cell", paramLabel = "NAME", order = 3, description = "recurrent cell (default: notebook)")
    private @Nullable String cell;

    @Option(names = "--hidden", paramLabel = "N", order = 4,
            description = "width of the hidden state and the embedding (default: 96)")
    private @Nullable Integer hidden;

    @Option(names = "--batch", paramLabel = "N", order = 5, description = "items in a mini-batch (default: 16)")
    private @Nullable Integer batch;

    @Option(names = "--epochs", paramLabel = "N", order = 6, description = "passes over the train split (default: 10)")
    private @Nullable Integer epochs;

    @Option(names = "--patience", paramLabel = "N", order = 7,
            description = "stop after N epochs without a lower dev loss (default: never)")
    private @Nullable Integer patience;

    @Option(names = "--lr", paramLabel = "RATE", order = 8, description = "learning rate (default: 0.001)")
    private @Nullable Double learningRate;

    @Option(names = "--max-grad-norm", paramLabel = "NORM", order = 9,
            description = "clip the gradients to this norm (default: no clipping)")
    private @Nullable Double maxGradNorm;

    @Option(names = "--split-seed", paramLabel = "N", order = 10,
            description = "seed of the split into train, dev and test (default: 123)")
    private @Nullable Long splitSeed;

    @Option(names = "--seed", paramLabel = "N", order = 11,
            description = "seed of weights, order and samples (default: 0)")
    private @Nullable Long seed;

    @Mixin
    private BackendOptions backend = new BackendOptions();

    /** What the options set. */
    LayeredConfig given() {
        BackendSelection.checkThreads(backend.threads());
        LayeredConfig given = LayeredConfig.EMPTY;
        given = add(given, ConfigKey.DATA, data);
        given = add(given, ConfigKey.CELL, cell);
        given = add(given, ConfigKey.HIDDEN_SIZE, hidden);
        given = add(given, ConfigKey.BATCH_SIZE, batch);
        given = add(given, ConfigKey.EPOCHS, epochs);
        given = add(given, ConfigKey.PATIENCE, patience);
        given = add(given, ConfigKey.LR, learningRate);
        given = add(given, ConfigKey.MAX_GRAD_NORM, maxGradNorm);
        given = add(given, ConfigKey.SPLIT_SEED, splitSeed);
        given = add(given, ConfigKey.SEED, seed);
        given = add(given, ConfigKey.THREADS, backend.threads());
        return backend.name() == null
                ? given
                : given.withBackend(BackendSelection.parse(backend.name()), String.valueOf(ConfigKey.BACKEND.flag()));
    }

    private static LayeredConfig add(LayeredConfig given, ConfigKey key, @Nullable Object value) {
        return value == null ? given : given.with(key, value, String.valueOf(key.flag()));
    }

    /** These over the file, the environment and the defaults. */
    LayeredConfig resolve(Surroundings surroundings) {
        return Configuration.resolve(given(), config, surroundings);
    }

    /** What they change of a run that goes on. */
    ContinuedRun.Changes changes() {
        return new ContinuedRun.Changes(data == null ? null : new DataSource(data), epochs, patience, backend.name(),
                backend.threads());
    }

    /** The file, or null. */
    @Nullable
    String config() {
        return config;
    }
}
