package unroll.core.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.plugin.Cells;
import unroll.core.plugin.Installed;

class ComparisonPlannerTest {
    private static final LayeredConfig SHARED = LayeredConfig.defaults();
    private static final Cells CELLS = Installed.builtIn().cells();
    private static final int TOKENS = 28;

    private static Map<String, LayeredConfig> cells(String... cells) {
        Map<String, LayeredConfig> variants = new LinkedHashMap<>();
        for (String cell : cells) {
            variants.put(cell, set(ConfigKey.CELL, cell));
        }
        return variants;
    }

    private static LayeredConfig set(ConfigKey key, Object value) {
        return LayeredConfig.EMPTY.with(key, value, new Origin.File("f.yaml"));
    }

    private static ExperimentPlan.Comparison plan(Map<String, LayeredConfig> variants, Budget.@Nullable Match match,
            @Nullable Double amount, Long... seeds) {
        return new ComparisonPlanner(SHARED,
                new ComparisonRequest(LayeredConfig.EMPTY, variants, Optional.ofNullable(match), amount,
                        List.of(seeds)))
                .plan(settings -> TOKENS, CELLS, "0");
    }

    @Test
    void eachVariantHasEachSeed() {
        ExperimentPlan.Comparison plan = plan(cells("rnn", "gru"), null, null, 3L, 4L);
        assertEquals(List.of("rnn-seed3", "rnn-seed4", "gru-seed3", "gru-seed4"),
                plan.trials().stream().map(Trial::name).toList());
        assertEquals(List.of("rnn", "gru"), plan.variants());
        assertEquals(new Budget(Budget.Match.EPOCHS, 10), plan.budget());
        assertEquals(4, plan.trials().getLast().seed());
        assertEquals(Map.of("cell", "gru"), plan.trials().getLast().changes());
    }

    /** 24,028 are the lecture's; of PyTorch's formulas for 28 tokens no other hidden_size comes nearer. */
    @Test
    void parametersAreMatchedToTheNearest() {
        ExperimentPlan.Comparison plan = plan(cells("notebook", "gru", "lstm"), Budget.Match.PARAMETERS, null);
        assertEquals(24_028, plan.budget().amount());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        plan.trials().forEach(trial -> sizes.put(trial.variant(), trial.settings().runConfig().model().hiddenSize()));
        // embedding 28 h, gates g (2 h^2 + 2 h), output 28 h + 28
        Map<String, Integer> nearest = Map.of("notebook", 96, "gru", nearest(3), "lstm", nearest(4));
        assertEquals(nearest, sizes);
    }

    private static int nearest(int gates) {
        int best = 1;
        for (int h = 1; h < 500; h++) {
            best = Math.abs(count(gates, h) - 24_028) < Math.abs(count(gates, best) - 24_028) ? h : best;
        }
        return best;
    }

    private static long count(int gates, int h) {
        return 28L * h + gates * (2L * h * h + 2L * h) + 28L * h + 28;
    }

    @Test
    void parametersAreMatchedToANumber() {
        ExperimentPlan.Comparison plan = plan(cells("rnn", "gru"), Budget.Match.PARAMETERS, 5000.0);
        for (Trial trial : plan.trials()) {
            long found = HiddenSize.parameters(trial.settings(), TOKENS, CELLS);
            assertEquals(5000, (double) found, 250, trial.name());
        }
        assertEquals(List.of("cell", "hidden_size"),
                List.copyOf(plan.trials().getFirst().changes().keySet()).stream().sorted().toList());
    }

    /**
     * With an embedding of 96 for 28 tokens the table alone has 2,688, and one hidden unit brings 155 more; and 46,341²
     * elements are more than an array can have.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500         | brings variant rnn near 500 parameters: the smallest, 1, has 2,843; ask for
            99000000000 | brings variant rnn near 99,000,000,000 parameters: the largest, 46,340, has
            """)
    void parametersThatCannotBeMatchedAreRefused(double parameters, String expected) {
        Map<String, LayeredConfig> variants = new LinkedHashMap<>();
        variants.put("rnn", set(ConfigKey.CELL, "rnn").with(ConfigKey.EMBEDDING_SIZE, 96, Origin.DEFAULT));
        variants.putAll(cells("gru"));
        String message = assertThrows(UsageException.class, () -> plan(variants, Budget.Match.PARAMETERS, parameters))
                .getMessage();
        assertTrue(message.startsWith("match parameters: no hidden_size ") && message.contains(expected), message);
    }

    @Test
    void tooManyRunsAreRefused() {
        Long[] seeds = new Long[SearchSpace.MOST_TRIALS / 2 + 1];
        Arrays.setAll(seeds, i -> (long) i);
        assertEquals("2 variants with 5001 seeds are more than 10000 runs; compare fewer, or with fewer seeds",
                assertThrows(UsageException.class, () -> plan(cells("rnn", "gru"), null, null, seeds)).getMessage());
    }

    @Test
    void timeLeavesTheEpochsOpen() {
        ExperimentPlan.Comparison plan = plan(cells("rnn", "gru"), Budget.Match.TIME, 3.0);
        assertTrue(plan.settings().runConfig().epochs() >= 1_000_000);
        assertTrue(plan.trials().getFirst().settings().runConfig().epochs() >= 1_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EPOCHS     | epochs      | 3      | f.yaml, epochs: match epochs decides how long each is trained; leave it out
            TIME       | epochs      | 3      | f.yaml, epochs: match time decides how long each is trained; leave it out
            TIME       | schedule    | cosine | f.yaml, schedule: schedule cosine runs over a number of epochs
            PARAMETERS | hidden_size | 3      | f.yaml, hidden_size: match parameters chooses it; leave it out
            EPOCHS     | seed        | 3      | f.yaml, seed: the comparison gives each variant the same seeds
            """)
    void aVariantLeavesAloneWhatTheBudgetDecides(Budget.Match match, String key, String value, String expected) {
        Map<String, LayeredConfig> variants = cells("rnn");
        ConfigKey setting = List.of(ConfigKey.values()).stream().filter(each -> each.key().equals(key)).findFirst()
                .orElseThrow();
        Object typed = key.equals("schedule")
                ? value
                : key.equals("seed") ? (Object) Long.valueOf(value) : (Object) Integer.valueOf(value);
        variants.put("other", set(setting, typed));
        String message = assertThrows(UsageException.class,
                () -> plan(variants, match, match == Budget.Match.EPOCHS ? null : 9000.0)).getMessage();
        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void refusesWhatIsNoComparison() {
        assertTrue(assertThrows(UsageException.class, () -> plan(cells("rnn"), null, null)).getMessage()
                .startsWith("there is nothing to compare"));
        assertTrue(assertThrows(UsageException.class, () -> plan(cells("rnn", "gru"), Budget.Match.TIME, null))
                .getMessage().contains("--seconds"));
        Map<String, LayeredConfig> named = cells("rnn");
        named.put("../gru", set(ConfigKey.CELL, "gru"));
        assertTrue(assertThrows(UsageException.class, () -> plan(named, null, null)).getMessage()
                .startsWith("'../gru' cannot be the name of a variant"));
    }
}
