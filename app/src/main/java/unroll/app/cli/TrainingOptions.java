package unroll.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unroll.core.config.ConfigKey;

/** How long a run is trained, and on how much at a time. */
final class TrainingOptions {
    @Option(names = "--epochs", paramLabel = "N", order = 1, description = "passes over the train split (default: 10)")
    private @Nullable Integer epochs;

    @Option(names = "--patience", paramLabel = "N", order = 2,
            description = "stop after N epochs without a lower dev loss (default: never)")
    private @Nullable Integer patience;

    @Option(names = "--batch", paramLabel = "N", order = 3, description = "items in a mini-batch (default: 16)")
    private @Nullable Integer batch;

    @Option(names = "--accumulate", paramLabel = "N", order = 4,
            description = "mini-batches whose gradients make one step (default: 1)")
    private @Nullable Integer accumulation;

    @Option(names = "--seed", paramLabel = "N", order = 5,
            description = "seed of weights, order, dropout and samples (default: 0)")
    private @Nullable Long seed;

    void addTo(Given given) {
        given.add(ConfigKey.EPOCHS, epochs).add(ConfigKey.PATIENCE, patience).add(ConfigKey.BATCH_SIZE, batch)
                .add(ConfigKey.ACCUMULATION, accumulation).add(ConfigKey.SEED, seed);
    }
}
