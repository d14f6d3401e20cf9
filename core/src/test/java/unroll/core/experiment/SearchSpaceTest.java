package unroll.core.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;

class SearchSpaceTest {
    private static final LayeredConfig SHARED = LayeredConfig.defaults();

    private static SearchSpace space(Dimension... dimensions) {
        return new SearchSpace(List.of(dimensions), new Origin.File("s.yaml, search"));
    }

    private static Dimension choices(ConfigKey key, Object... values) {
        return new Dimension.Choices(key, Arrays.asList(values));
    }

    @Test
    void aGridHasEveryCombination() {
        List<Trial> trials = space(choices(ConfigKey.CELL, "rnn", "gru"), choices(ConfigKey.LR, 0.1, 0.2, 0.3))
                .trials(new SearchMethod.Grid(), SHARED);
        assertEquals(6, trials.size());
        assertEquals(6, trials.stream().map(Trial::changes).distinct().count());
        assertEquals(Map.of("cell", "rnn", "lr", "0.1"), trials.getFirst().changes());
        assertEquals("trial-6", trials.getLast().name());
        assertEquals(0, trials.getFirst().seed());
    }

    /** Numbers as numpy.geomspace(0.001, 0.1, 5) and linspace have them. */
    @Test
    void aRangeHasPointsAtEvenDistances() {
        List<Object> log = new Dimension.Range(ConfigKey.LR, 0.001, 0.1, true, 5).points();
        double[] expected = {0.001, 0.0031622776601683794, 0.01, 0.03162277660168379, 0.1};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], (double) log.get(i), 1e-15);
        }
        assertEquals(List.of(16, 36, 56, 76, 96),
                new Dimension.Range(ConfigKey.HIDDEN_SIZE, 16, 96, false, 5).points());
        assertEquals(List.of(1, 2, 3), new Dimension.Range(ConfigKey.LAYERS, 1, 3, false, 9).points());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 20261122})
    void drawnNumbersFillTheirRange(long seed) {
        Dimension.Range rate = new Dimension.Range(ConfigKey.LR, 1e-4, 1e-1, true, 0);
        Dimension.Range layers = new Dimension.Range(ConfigKey.LAYERS, 1, 4, false, 0);
        List<Trial> trials = space(layers, rate).trials(new SearchMethod.Random(4000, seed), SHARED);
        Map<Object, Integer> byLayers = new TreeMap<>();
        int small = 0;
        for (Trial trial : trials) {
            double lr = (Double) trial.settings().get(ConfigKey.LR).value();
            assertTrue(lr >= 1e-4 && lr < 1e-1, "seed " + seed + ": " + lr);
            small += lr < Math.sqrt(1e-4 * 1e-1) ? 1 : 0;
            byLayers.merge(trial.settings().get(ConfigKey.LAYERS).value(), 1, Integer::sum);
        }
        // Four standard deviations of a binomial count.
        assertEquals(2000, small, 4 * Math.sqrt(1000), "seed " + seed);
        assertEquals("[1, 2, 3, 4]", byLayers.keySet().toString(), "seed " + seed);
        byLayers.values().forEach(count -> assertEquals(1000, count, 4 * Math.sqrt(750), "seed " + seed));
    }

    @Test
    void drawsDependOnTheSeedAlone() {
        SearchSpace space = space(new Dimension.Range(ConfigKey.LR, 1e-4, 1e-1, true, 0));
        List<Trial> few = space.trials(new SearchMethod.Random(3, 5), SHARED);
        List<Trial> more = space.trials(new SearchMethod.Random(9, 5), SHARED);
        List<Trial> others = space.trials(new SearchMethod.Random(3, 6), SHARED);
        for (int i = 0; i < few.size(); i++) {
            assertEquals(few.get(i).changes(), more.get(i).changes());
            assertNotEquals(few.get(i).changes(), others.get(i).changes());
        }
    }

    @Test
    void theSeedIsShownWhereItIsSearched() {
        List<Trial> trials = space(choices(ConfigKey.SEED, 3L, 4L)).trials(new SearchMethod.Grid(), SHARED);
        assertEquals(List.of(Map.of("seed", "3"), Map.of("seed", "4")), trials.stream().map(Trial::changes).toList());
        assertEquals(4, trials.getLast().seed());
    }

    @Test
    void aGridNeedsToKnowHowManyAndNotTooMany() {
        Dimension range = new Dimension.Range(ConfigKey.LR, 1e-4, 1e-1, true, 0);
        String message = assertThrows(UsageException.class,
                () -> space(range).trials(new SearchMethod.Grid(), SHARED)).getMessage();
        assertTrue(message.startsWith("s.yaml, search, lr: "), message);
        Dimension wide = new Dimension.Range(ConfigKey.SEED, 0, 10_000, false, 1000);
        Dimension more = new Dimension.Range(ConfigKey.EPOCHS, 1, 100, false, 100);
        assertThrows(UsageException.class, () -> space(wide, more).trials(new SearchMethod.Grid(), SHARED));
    }

    /** 27 trials, 1/3 of them kept: the example of Jamieson and Talwalkar's successors, 27, 9, 3, 1. */
    @Test
    void halvingKeepsTheBestShareThatLongTimes() {
        List<SearchMethod.Rung> rungs = new SearchMethod.Halving(27, 0, 1, 3).rungs(27);
        assertEquals(List.of(new SearchMethod.Rung(1, 27), new SearchMethod.Rung(3, 9), new SearchMethod.Rung(9, 3),
                new SearchMethod.Rung(27, 1)), rungs);
        assertEquals(List.of(new SearchMethod.Rung(4, 10), new SearchMethod.Rung(8, 5), new SearchMethod.Rung(10, 2)),
                new SearchMethod.Halving(10, 0, 4, 2).rungs(10));
        assertEquals(List.of(new SearchMethod.Rung(5, 1)), new SearchMethod.Halving(1, 0, 1, 3).rungs(5));
    }
}
