package unroll.app.job;

import java.util.List;
import java.util.Locale;
import unroll.core.data.Split;

/** Which items of a text are meant. */
public enum SplitName {
    TRAIN, DEV, TEST, ALL;

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The items. */
    List<String> of(List<String> items, long splitSeed) {
        if (this == ALL) {
            return items;
        }
        Split split = Split.of(items, splitSeed);
        return switch (this) {
            case TRAIN -> split.train();
            case DEV -> split.dev();
            case TEST -> split.test();
            case ALL -> items;
        };
    }
}
