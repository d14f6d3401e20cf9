package unroll.core.config;

import unroll.api.error.UsageException;

/** A setting that is out of range or at odds with another. The message names it by its key, or as its origin has it. */
final class InvalidSetting extends UsageException {
    private static final long serialVersionUID = 1L;

    private final transient Words words;

    /** How people know a setting. */
    interface Names {
        String of(ConfigKey key);
    }

    /** What is wrong. */
    interface Words {
        String with(Names names);
    }

    InvalidSetting(Words words) {
        super(words.with(ConfigKey::key));
        this.words = words;
    }

    /** The same in other names. */
    UsageException named(Names names) {
        return new UsageException(words.with(names), this);
    }
}
