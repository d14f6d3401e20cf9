package unroll.core.config;

import org.jspecify.annotations.Nullable;

/** The settings of a run, in the order in which they are written, by the names that files give them. */
public enum ConfigKey {
    /** Where the items come from. */
    DATA("data", "--data", Kind.TEXT, true, null),
    /** What makes tokens of them. */
    TOKENIZER("tokenizer", "--tokenizer", Kind.TEXT, false, null),
    /** What the tokenizer is told. */
    TOKENIZER_OPTIONS("tokenizer_options", "--tokenizer-option", Kind.OPTIONS, false, TOKENIZER),
    /** Seed of the split. */
    SPLIT_SEED("split_seed", "--split-seed", Kind.SEED, false, null),
    /** The recurrent cell. */
    CELL("cell", "--cell", Kind.TEXT, false, null),
    /** What the cell is told. */
    CELL_OPTIONS("cell_options", "--cell-option", Kind.OPTIONS, false, CELL),
    /** Recurrent layers. */
    LAYERS("layers", "--layers", Kind.COUNT, false, null),
    /** Width of the hidden state. */
    HIDDEN_SIZE("hidden_size", "--hidden", Kind.COUNT, false, null),
    /** Width of the embedding. */
    EMBEDDING_SIZE("embedding_size", "--embedding", Kind.COUNT, true, null),
    /** Share of the outputs that training drops. */
    DROPOUT("dropout", "--dropout", Kind.SHARE, false, null),
    /** Whether the projection to the vocabulary is the embedding's table. */
    TIE_WEIGHTS("tie_weights", "--tie-weights", Kind.FLAG, false, null),
    /** Whether the first state is learned. */
    LEARNED_STATE("learned_state", "--learned-state", Kind.FLAG, false, null),
    /** Items in a mini-batch. */
    BATCH_SIZE("batch_size", "--batch", Kind.COUNT, false, null),
    /** Mini-batches of a step. */
    ACCUMULATION("accumulation", "--accumulate", Kind.COUNT, false, null),
    /** Passes over the train split. */
    EPOCHS("epochs", "--epochs", Kind.COUNT, false, null),
    /** Epochs without a lower dev loss that end training. */
    PATIENCE("patience", "--patience", Kind.COUNT, true, null),
    /** What changes the weights. */
    OPTIMIZER("optimizer", "--optimizer", Kind.TEXT, false, null),
    /** What the optimiser is told. */
    OPTIMIZER_OPTIONS("optimizer_options", "--optimizer-option", Kind.OPTIONS, false, OPTIMIZER),
    /** Learning rate. */
    LR("lr", "--lr", Kind.POSITIVE, false, null),
    /** Weight decay. */
    WEIGHT_DECAY("weight_decay", "--weight-decay", Kind.NOT_NEGATIVE, true, null),
    /** How the learning rate changes. */
    SCHEDULE("schedule", "--schedule", Kind.TEXT, false, null),
    /** What the schedule is told. */
    SCHEDULE_OPTIONS("schedule_options", "--schedule-option", Kind.OPTIONS, false, SCHEDULE),
    /** Bound on the norm of all gradients together. */
    MAX_GRAD_NORM("max_grad_norm", "--max-grad-norm", Kind.POSITIVE, true, null),
    /** Bound on each element of the gradients. */
    CLIP_VALUE("clip_value", "--clip-value", Kind.POSITIVE, true, null),
    /** Seed of weights, order and samples. */
    SEED("seed", "--seed", Kind.SEED, false, null),
    /** What computes. */
    BACKEND("backend", "--backend", Kind.TEXT, false, null),
    /** The backend's device. */
    DEVICE("device", null, Kind.TEXT, true, BACKEND),
    /** Threads to compute with. */
    THREADS("threads", "--threads", Kind.THREADS, false, null);

    /** What values a setting has. */
    public enum Kind {
        /** A String. */
        TEXT,
        /** A Boolean. */
        FLAG,
        /** An Integer of at least 1. */
        COUNT,
        /** A finite Double above 0. */
        POSITIVE,
        /** A finite Double of at least 0. */
        NOT_NEGATIVE,
        /** A Double of at least 0 and below 1. */
        SHARE,
        /** A Long of at least 0. */
        SEED,
        /** An Integer of at least 0; 0 leaves it to the backend. */
        THREADS,
        /** A Map of String to String. */
        OPTIONS
    }

    private final String key;
    private final @Nullable String flag;
    private final Kind kind;
    private final boolean nullable;
    private final @Nullable ConfigKey owner;

    ConfigKey(String key, @Nullable String flag, Kind kind, boolean nullable, @Nullable ConfigKey owner) {
        this.key = key;
        this.flag = flag;
        this.kind = kind;
        this.nullable = nullable;
        this.owner = owner;
    }

    /** The name in files. */
    public String key() {
        return key;
    }

    /** The option of the command line, or null where it has none. */
    public @Nullable String flag() {
        return flag;
    }

    /** What values it has. */
    public Kind kind() {
        return kind;
    }

    /** Whether it may be null, for none. */
    public boolean nullable() {
        return nullable;
    }

    /** The setting without which it means nothing: options belong to a name. Null for most. */
    public @Nullable ConfigKey owner() {
        return owner;
    }

    /**
     * Checks the range.
     *
     * @param value of the type that the kind has
     */
    void check(Object value) {
        String expected = switch (kind) {
            case COUNT -> (Integer) value >= 1 ? null : "at least 1";
            case POSITIVE -> (Double) value > 0 && Double.isFinite((Double) value)
                    ? null
                    : "a finite number above 0";
            case NOT_NEGATIVE -> (Double) value >= 0 && Double.isFinite((Double) value)
                    ? null
                    : "a finite number of 0 or more";
            case SHARE -> (Double) value >= 0 && (Double) value < 1 ? null : "at least 0 and below 1";
            case SEED -> (Long) value >= 0 ? null : "0 or more";
            case THREADS -> (Integer) value >= 0 ? null : "0 or more";
            case TEXT, FLAG, OPTIONS -> null;
        };
        if (expected != null) {
            throw new InvalidSetting(names -> names.of(this) + " must be " + expected + ", found " + value);
        }
    }
}
