package unroll.app.cli;

import java.util.List;
import unroll.api.error.UsageException;

/** Refuses what is named twice: it would be measured twice and told apart by nothing. */
final class Distinct {
    private Distinct() {
    }

    static <T> List<T> of(String option, List<T> values) {
        List<T> distinct = values.stream().distinct().toList();
        if (distinct.size() < values.size()) {
            throw new UsageException(option + " names something twice; leave out one of the two");
        }
        return distinct;
    }
}
