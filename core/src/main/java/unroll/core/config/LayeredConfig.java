package unroll.core.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/** Some or all settings of a run, each with where it comes from. Immutable. */
public final class LayeredConfig {
    /** Without any setting. */
    public static final LayeredConfig EMPTY = new LayeredConfig(new EnumMap<>(ConfigKey.class));

    private static final Set<ConfigKey> CLIPPING = Set.of(ConfigKey.MAX_GRAD_NORM, ConfigKey.CLIP_VALUE);

    /**
     * A setting.
     *
     * @param value of the type that its kind has, or null for none
     * @param origin where it comes from
     */
    public record Value(@Nullable Object value, Origin origin) {
    }

    private final Map<ConfigKey, Value> values;

    private LayeredConfig(Map<ConfigKey, Value> values) {
        this.values = values;
    }

    /** The lecture's settings, which name no backend. */
    public static LayeredConfig defaults() {
        return of(RunConfig.LECTURE, Origin.DEFAULT).with(ConfigKey.THREADS, 0, Origin.DEFAULT);
    }

    /** All settings that decide a model. */
    public static LayeredConfig of(RunConfig config, Origin origin) {
        DataConfig data = config.data();
        ModelConfig model = config.model();
        OptimizerConfig optimizer = config.optimizer();
        return EMPTY.with(ConfigKey.DATA, data.path(), origin)
                .with(ConfigKey.TOKENIZER, ConfigKey.TOKENIZER_OPTIONS, data.tokenizer(), origin)
                .with(ConfigKey.SPLIT_SEED, data.splitSeed(), origin)
                .with(ConfigKey.CELL, ConfigKey.CELL_OPTIONS, model.cell(), origin)
                .with(ConfigKey.LAYERS, model.layers(), origin)
                .with(ConfigKey.HIDDEN_SIZE, model.hiddenSize(), origin)
                .with(ConfigKey.EMBEDDING_SIZE, model.embeddingSize(), origin)
                .with(ConfigKey.DROPOUT, model.dropout(), origin)
                .with(ConfigKey.TIE_WEIGHTS, model.tieWeights(), origin)
                .with(ConfigKey.LEARNED_STATE, model.learnedState(), origin)
                .with(ConfigKey.BATCH_SIZE, config.batchSize(), origin)
                .with(ConfigKey.ACCUMULATION, config.accumulation(), origin)
                .with(ConfigKey.EPOCHS, config.epochs(), origin)
                .with(ConfigKey.PATIENCE, config.patience(), origin)
                .with(ConfigKey.OPTIMIZER, ConfigKey.OPTIMIZER_OPTIONS, optimizer.optimizer(), origin)
                .with(ConfigKey.LR, optimizer.learningRate(), origin)
                .with(ConfigKey.WEIGHT_DECAY, optimizer.weightDecay(), origin)
                .with(ConfigKey.SCHEDULE, ConfigKey.SCHEDULE_OPTIONS, optimizer.schedule(), origin)
                .with(ConfigKey.MAX_GRAD_NORM, optimizer.maxGradNorm(), origin)
                .with(ConfigKey.CLIP_VALUE, optimizer.clipValue(), origin)
                .with(ConfigKey.SEED, config.seed(), origin);
    }

    /** The same with a setting, in place of what it was. */
    public LayeredConfig with(ConfigKey key, @Nullable Object value, Origin origin) {
        EnumMap<ConfigKey, Value> changed = new EnumMap<>(ConfigKey.class);
        changed.putAll(values);
        changed.put(key, new Value(value, origin));
        return new LayeredConfig(changed);
    }

    private LayeredConfig with(ConfigKey name, ConfigKey options, Choice choice, Origin origin) {
        return with(name, choice.name(), origin).with(options, choice.options(), origin);
    }

    /** The same with backend and device, which belong together: a device without its backend means nothing. */
    public LayeredConfig withBackend(BackendChoice choice, Origin origin) {
        return with(ConfigKey.BACKEND, choice.name(), origin).with(ConfigKey.DEVICE, choice.device(), origin);
    }

    /**
     * The settings of both; where both have one, those of {@code upper}. Options are taken together, key by key, unless
     * {@code upper} names something else than what they were given for; a device goes with its backend, whatever that
     * is; and one way of clipping, or of giving weight decay, takes
     * the place of the other.
     */
    public LayeredConfig under(LayeredConfig upper) {
        EnumMap<ConfigKey, Value> both = new EnumMap<>(ConfigKey.class);
        both.putAll(values);
        for (ConfigKey key : ConfigKey.values()) {
            ConfigKey owner = key.owner();
            if (owner != null && upper.has(owner) && isReplaced(owner, upper)) {
                both.remove(key);
            }
        }
        if (upper.sets(ConfigKey.WEIGHT_DECAY)) {
            dropDecay(both);
        }
        if (options(upper, ConfigKey.OPTIMIZER_OPTIONS).containsKey(ConfigKey.WEIGHT_DECAY.key())
                && both.containsKey(ConfigKey.WEIGHT_DECAY)) {
            both.put(ConfigKey.WEIGHT_DECAY, new Value(null, Origin.DEFAULT));
        }
        upper.values.forEach((key, value) -> both.put(key, merged(key, both.get(key), value)));
        if (CLIPPING.stream().anyMatch(upper::sets)) {
            for (ConfigKey key : CLIPPING) {
                if (!upper.has(key) && both.containsKey(key)) {
                    both.put(key, new Value(null, Origin.DEFAULT));
                }
            }
        }
        for (ConfigKey key : ConfigKey.values()) {
            if (key.kind() == ConfigKey.Kind.OPTIONS && has(key)) {
                both.putIfAbsent(key, new Value(Map.of(), Origin.DEFAULT));
            }
        }
        return new LayeredConfig(both);
    }

    /** Weight decay can be given in two ways; the one that is given later counts. */
    private static void dropDecay(EnumMap<ConfigKey, Value> below) {
        Value options = below.get(ConfigKey.OPTIMIZER_OPTIONS);
        if (options != null) {
            Map<String, String> kept = options(options.value());
            kept.remove(ConfigKey.WEIGHT_DECAY.key());
            below.put(ConfigKey.OPTIMIZER_OPTIONS, new Value(kept, options.origin()));
        }
    }

    private static Map<String, String> options(LayeredConfig config, ConfigKey key) {
        Value value = config.values.get(key);
        return value == null ? Map.of() : options(value.value());
    }

    /** What is given for a name that nobody chose is meant for the name that is chosen. */
    private boolean isReplaced(ConfigKey owner, LayeredConfig upper) {
        Value below = values.get(owner);
        return owner == ConfigKey.BACKEND || (below != null && !below.origin().equals(Origin.DEFAULT)
                && !Objects.equals(upper.get(owner).value(), below.value()));
    }

    private boolean sets(ConfigKey key) {
        Value value = values.get(key);
        return value != null && value.value() != null;
    }

    private static Value merged(ConfigKey key, @Nullable Value below, Value above) {
        if (key.kind() != ConfigKey.Kind.OPTIONS || below == null) {
            return above;
        }
        Map<String, String> options = options(below.value());
        if (options.isEmpty()) {
            return above;
        }
        Map<String, String> over = options(above.value());
        boolean allReplaced = over.keySet().containsAll(options.keySet());
        options.putAll(over);
        return new Value(options, allReplaced
                ? above.origin()
                : over.isEmpty() ? below.origin() : new Origin.Merged(below.origin(), above.origin()));
    }

    private static Map<String, String> options(@Nullable Object value) {
        Map<String, String> options = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> options.put(key.toString(), text.toString()));
        }
        return options;
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

    /** What people call a setting: the option, the file and key, or whatever set it. */
    public String nameOf(ConfigKey key) {
        Value value = values.get(key);
        return value == null ? key.key() : value.origin().nameOf(key);
    }

    /**
     * What decides the model.
     *
     * @throws UsageException if a setting is out of range, or missing; it names the setting as {@link #nameOf} does
     */
    public RunConfig runConfig() {
        try {
            DataConfig data = new DataConfig(orNull(ConfigKey.DATA, String.class),
                    choice(ConfigKey.TOKENIZER, ConfigKey.TOKENIZER_OPTIONS), must(ConfigKey.SPLIT_SEED, Long.class));
            ModelConfig model = new ModelConfig(choice(ConfigKey.CELL, ConfigKey.CELL_OPTIONS),
                    integer(ConfigKey.LAYERS), integer(ConfigKey.HIDDEN_SIZE),
                    orNull(ConfigKey.EMBEDDING_SIZE, Integer.class), must(ConfigKey.DROPOUT, Double.class),
                    must(ConfigKey.TIE_WEIGHTS, Boolean.class), must(ConfigKey.LEARNED_STATE, Boolean.class));
            OptimizerConfig optimizer = new OptimizerConfig(
                    choice(ConfigKey.OPTIMIZER, ConfigKey.OPTIMIZER_OPTIONS), must(ConfigKey.LR, Double.class),
                    orNull(ConfigKey.WEIGHT_DECAY, Double.class),
                    choice(ConfigKey.SCHEDULE, ConfigKey.SCHEDULE_OPTIONS),
                    orNull(ConfigKey.MAX_GRAD_NORM, Double.class), orNull(ConfigKey.CLIP_VALUE, Double.class));
            return new RunConfig(data, model, optimizer, integer(ConfigKey.BATCH_SIZE),
                    integer(ConfigKey.ACCUMULATION), integer(ConfigKey.EPOCHS),
                    orNull(ConfigKey.PATIENCE, Integer.class), must(ConfigKey.SEED, Long.class));
        } catch (InvalidSetting e) {
            throw e.named(this::nameOf);
        }
    }

    /**
     * What computes.
     *
     * @throws UsageException if no backend is chosen
     */
    public BackendChoice backendChoice() {
        return new BackendChoice(must(ConfigKey.BACKEND, String.class),
                has(ConfigKey.DEVICE) ? orNull(ConfigKey.DEVICE, String.class) : null, integer(ConfigKey.THREADS));
    }

    private Choice choice(ConfigKey name, ConfigKey options) {
        return new Choice(must(name, String.class), options(get(options).value()));
    }

    private int integer(ConfigKey key) {
        return must(key, Integer.class);
    }

    private <T> T must(ConfigKey key, Class<T> type) {
        T value = orNull(key, type);
        if (value == null) {
            throw new UsageException(nameOf(key) + " must not be null");
        }
        return value;
    }

    private <T> @Nullable T orNull(ConfigKey key, Class<T> type) {
        Object value = get(key).value();
        return value == null ? null : type.cast(value);
    }
}
