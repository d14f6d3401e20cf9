package unroll.core.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts and times of operations, gathered over many scopes. For one thread. */
public final class Profile {
    /** An empty profile. */
    public Profile() {
    }

    private static final class Tally {
        private long calls;
        private long nanos;
    }

    /**
     * One operation.
     *
     * @param name the primitive or composite; a kernel's second pass ends in {@code backward}
     * @param calls how often
     * @param seconds in all
     */
    public record Entry(String name, long calls, double seconds) {
    }

    private final Map<String, Tally> tallies = new HashMap<>();

    void add(String name, long nanos) {
        Tally tally = tallies.computeIfAbsent(name, key -> new Tally());
        tally.calls++;
        tally.nanos += nanos;
    }

    /** The operations, the most expensive first. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        tallies.forEach((name, tally) -> entries.add(new Entry(name, tally.calls, tally.nanos * 1e-9)));
        entries.sort(Comparator.comparingDouble(Entry::seconds).reversed().thenComparing(Entry::name));
        return entries;
    }
}
