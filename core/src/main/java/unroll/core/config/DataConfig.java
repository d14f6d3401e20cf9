package unroll.core.config;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/**
 * What a run is trained on. Immutable.
 *
 * @param path of the data file, or null for the built-in names
 * @param tokenizer what makes tokens of it
 * @param splitSeed seed of the split into train, dev and test, as Python's random.seed takes it, at least 0
 */
public record DataConfig(@Nullable String path, Choice tokenizer, long splitSeed) {
    /** The lecture's, on the built-in names. */
    public static final DataConfig LECTURE = new DataConfig(null, Choice.of("char"), 123);

    /**
     * Checks the seed.
     *
     * @throws UsageException if it is negative
     */
    public DataConfig {
        ConfigKey.SPLIT_SEED.check(splitSeed);
    }
}
