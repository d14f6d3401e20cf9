package unroll.core.experiment;

import java.util.List;
import java.util.stream.LongStream;

/** The seeds that a user asks for; how many alone says nothing of the first, which is a setting. */
public sealed interface Seeds {
    /** One. */
    Seeds ONE = new Counted(1);

    /**
     * The seeds.
     *
     * @param first the setting
     */
    List<Long> from(long first);

    /**
     * So many, counted on from the setting.
     *
     * @param count at least 1
     */
    record Counted(int count) implements Seeds {
        @Override
        public List<Long> from(long first) {
            return LongStream.range(0, count).mapToObj(i -> first + i).toList();
        }
    }

    /**
     * These, whatever the setting.
     *
     * @param seeds at least one, each once
     */
    record Listed(List<Long> seeds) implements Seeds {
        /** Copies the list. */
        public Listed {
            seeds = List.copyOf(seeds);
        }

        @Override
        public List<Long> from(long first) {
            return seeds;
        }
    }
}
