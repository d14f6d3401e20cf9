package unroll.core.config;

import org.jspecify.annotations.Nullable;

/** The settings of a run, in the order in which they are written, by the names that files give them. */
public enum ConfigKey {
    DATA("data", "--data", Kind.TEXT, true), TOKENIZER("tokenizer", null, Kind.TEXT, false), CELL("cell", "--cell",
            Kind.TEXT, false), HIDDEN_SIZE("hidden_size", "--hidden", Kind.COUNT, false), BATCH_SIZE("batch_size",
                    "--batch", Kind.COUNT, false), EPOCHS("epochs", "--epochs", Kind.COUNT, false), PATIENCE("patience",
                            "--patience", Kind.COUNT, true), OPTIMIZER("optimizer", null, Kind.TEXT, false), LR("lr",
                                    "--lr", Kind.POSITIVE, false), MAX_GRAD_NORM("max_grad_norm", "--max-grad-norm",
                                            Kind.POSITIVE, true), SPLIT_SEED("split_seed", "--split-seed", Kind.SEED,
                                                    false), SEED("seed", "--seed", Kind.SEED, false), BACKEND("backend",
                                                            "--backend", Kind.TEXT,
                                                            false), DEVICE("device", null, Kind.TEXT, true), THREADS(
                                                                    "threads", "--threads", Kind.THREADS, false);

    /** What values a setting has. */
    public enum Kind {
        /** A string. */
        TEXT,
        /** An int of at least 1. */
        COUNT,
        /** A finite number above 0. */
        POSITIVE,
        /** A long of at least 0. */
        SEED,
        /** An int of at least 0; 0 leaves it to the backend. */
        THREADS
    }

    private final String key;
    private final @Nullable String flag;
    private final Kind kind;
    private final boolean nullable;

    ConfigKey(String key, @Nullable String flag, Kind kind, boolean nullable) {
        this.key = key;
        this.flag = flag;
        this.kind = kind;
        this.nullable = nullable;
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
}
