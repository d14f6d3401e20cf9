package unroll.core.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.core.statistics.Spread;

/**
 * What models remember, by cell and distance.
 *
 * @param symbols that can be shown: who guesses is right once in so many
 * @param cells in the order given
 * @param distances steps from the symbol to the question, in the order given
 * @param scores of each cell at each distance with each seed, but for those that failed
 * @param failures what there is no score of
 * @param settings how all were trained, with the first seed; null where an earlier version did not note it
 */
public record MemoryResult(int symbols, List<String> cells, List<Integer> distances, List<MemoryScore> scores,
        List<MemoryFailure> failures, @Nullable MemorySettings settings) {
    /** Copies the lists. */
    public MemoryResult {
        cells = List.copyOf(cells);
        distances = List.copyOf(distances);
        scores = List.copyOf(scores);
        failures = List.copyOf(failures);
    }

    /** Mean and spread over the seeds of the share of right answers, over those that did not fail. */
    public Spread accuracy(String cell, int distance) {
        return Spread.of(scores.stream().filter(each -> each.cell().equals(cell) && each.distance() == distance)
                .mapToDouble(MemoryScore::accuracy).toArray());
    }
}
