package unroll.core.config;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/** Some or all settings of a run, each with where it comes from. Immutable. */
public final class LayeredConfig {
    /** Where the defaults come from. */
    public static final String DEFAULT = "default";
    /** Without any setting. */
    public static final LayeredConfig EMPTY = new LayeredConfig(new EnumMap<>(ConfigKey.class));

    /**
     * A setting.
     *
     * @param value a String, Integer, Long or Double, as its kind has it, or null for none
     * @param origin where it comes from, for people
     */
    public record Value(@Nullable Object value, String origin) {
    }

    private final Map<ConfigKey, Value> values;

    private LayeredConfig(Map<ConfigKey, Value> values) {
        this.values = values;
    }

    /** The lecture's settings, which name no backend. */
    public static LayeredConfig defaults() {
        RunConfig lecture = RunConfig.LECTURE;
        return EMPTY.with(ConfigKey.DATA, lecture.data(), DEFAULT)
                .with(ConfigKey.TOKENIZER, lecture.tokenizer(), DEFAULT)
                .with(ConfigKey.CELL, lecture.cell(), DEFAULT)
                .with(ConfigKey.HIDDEN_SIZE, lecture.hiddenSize(), DEFAULT)
                .with(ConfigKey.BATCH_SIZE, lecture.batchSize(), DEFAULT)
                .with(ConfigKey.EPOCHS, lecture.epochs(), DEFAULT)
                .with(ConfigKey.PATIENCE, lecture.patience(), DEFAULT)
                .with(ConfigKey.OPTIMIZER, lecture.optimizer(), DEFAULT)
                .with(ConfigKey.LR, lecture.learningRate(), DEFAULT)
                .with(ConfigKey.MAX_GRAD_NORM, lecture.maxGradNorm(), DEFAULT)
                .with(ConfigKey.SPLIT_SEED, lecture.splitSeed(), DEFAULT)
                .with(ConfigKey.SEED, lecture.seed(), DEFAULT)
                .with(ConfigKey.THREADS, 0, DEFAULT);
    }

    /** The same with a setting, in place of what it was. */
    public LayeredConfig with(ConfigKey key, @Nullable Object value, String origin) {
        EnumMap<ConfigKey, Value> changed = new EnumMap<>(ConfigKey.class);
        changed.putAll(values);
        changed.put(key, new Value(value, origin));
        return new LayeredConfig(changed);
    }

    /** The same with backend and device, which belong together: a device without its backend means nothing. */
    public LayeredConfig withBackend(BackendChoice choice, String origin) {
        return with(ConfigKey.BACKEND, choice.name(), origin).with(ConfigKey.DEVICE, choice.device(), origin);
    }

    /** The settings of both; where both have one, those of {@code upper}. */
    public LayeredConfig under(LayeredConfig upper) {
        EnumMap<ConfigKey, Value> both = new EnumMap<>(ConfigKey.class);
        both.putAll(values);
        if (upper.has(ConfigKey.BACKEND)) {
            both.remove(ConfigKey.DEVICE);
        }
        both.putAll(upper.values);
        return new LayeredConfig(both);
    }

    /** Whether there is such a setting, be it null. */
    public boolean has(ConfigKey key) {
        return values.containsKey(key);
    }

    /**
     * A setting.
     *
     * @throws UsageException if there is none
     */
    public Value get(ConfigKey key) {
        Value value = values.get(key);
        if (value == null) {
            throw new UsageException("nothing sets " + key.key()
                    + (key.flag() == null ? "" : "; choose it with " + key.flag()));
        }
        return value;
    }

    /**
     * What decides the model.
     *
     * @throws UsageException if a setting is out of range, or missing
     */
    public RunConfig runConfig() {
        return new RunConfig(orNull(ConfigKey.DATA, String.class), text(ConfigKey.TOKENIZER), text(ConfigKey.CELL),
                integer(ConfigKey.HIDDEN_SIZE), integer(ConfigKey.BATCH_SIZE), integer(ConfigKey.EPOCHS),
                orNull(ConfigKey.PATIENCE, Integer.class), text(ConfigKey.OPTIMIZER),
                must(ConfigKey.LR, Double.class), orNull(ConfigKey.MAX_GRAD_NORM, Double.class),
                must(ConfigKey.SPLIT_SEED, Long.class), must(ConfigKey.SEED, Long.class));
    }

    /**
     * What computes.
     *
     * @throws UsageException if no backend is chosen
     */
    public BackendChoice backendChoice() {
        return new BackendChoice(text(ConfigKey.BACKEND),
                has(ConfigKey.DEVICE) ? orNull(ConfigKey.DEVICE, String.class) : null, integer(ConfigKey.THREADS));
    }

    private String text(ConfigKey key) {
        return must(key, String.class);
    }

    private int integer(ConfigKey key) {
        return must(key, Integer.class);
    }

    private <T> T must(ConfigKey key, Class<T> type) {
        T value = orNull(key, type);
        if (value == null) {
            throw new UsageException(key.key() + " must not be null");
        }
        return value;
    }

    private <T> @Nullable T orNull(ConfigKey key, Class<T> type) {
        Object value = get(key).value();
        return value == null ? null : type.cast(value);
    }
}
