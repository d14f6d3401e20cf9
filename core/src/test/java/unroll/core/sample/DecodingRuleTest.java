package unroll.core.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.UsageException;

class DecodingRuleTest {
    private static final double NONE = Double.NEGATIVE_INFINITY;

    /** What a rule leaves to the next one. */
    private interface Filter {
        DecodingRule before(DecodingRule next);
    }

    private static double[] left(Filter filter, double... logits) {
        double[][] seen = new double[1][];
        DecodingRule next = (scores, uniform) -> {
            seen[0] = scores.clone();
            return 0;
        };
        filter.before(next).choose(logits, 0.5);
        return seen[0];
    }

    private static double[] logs(double... probabilities) {
        double[] logs = new double[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(probabilities[i]);
        }
        return logs;
    }

    private static int[] kept(double[] logits) {
        return IntStream.range(0, logits.length).filter(i -> logits[i] > NONE).toArray();
    }

    @Test
    void topKKeepsTheHighest() {
        assertArrayEquals(new double[] {NONE, 3, NONE, 2}, left(next -> new TopK(2, next), 1, 3, 0, 2));
        assertArrayEquals(new double[] {1, 3, NONE, 2}, left(next -> new TopK(9, next), 1, 3, NONE, 2));
        // all that share the lowest score kept
        assertArrayEquals(new int[] {0, 1, 3}, kept(left(next -> new TopK(2, next), 2, 3, 0, 2)));
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        double[] logits = logs(0.1, 0.5, 0.3, 0.1);
        assertArrayEquals(new int[] {1}, kept(left(next -> new TopP(0.4, 1, next), logits.clone())));
        assertArrayEquals(new int[] {1, 2}, kept(left(next -> new TopP(0.6, 1, next), logits.clone())));
        assertArrayEquals(new int[] {1, 2}, kept(left(next -> new TopP(0.79, 1, next), logits.clone())));
        // of two that are as likely the first comes first
        assertArrayEquals(new int[] {0, 1, 2}, kept(left(next -> new TopP(0.85, 1, next), logits.clone())));
        assertArrayEquals(new int[] {0, 1, 2, 3}, kept(left(next -> new TopP(1, 1, next), logits.clone())));
        assertArrayEquals(new int[] {1}, kept(left(next -> new TopP(1e-9, 1, next), logits.clone())));
    }

    @Test
    void topPMeansProbabilitiesAfterTheTemperature() {
        // softmax of twice the logits: 0.0278, 0.6944, 0.25, 0.0278
        double[] logits = logs(0.1, 0.5, 0.3, 0.1);
        assertArrayEquals(new int[] {1}, kept(left(next -> new TopP(0.6, 0.5, next), logits.clone())));
        // softmax of half the logits: 0.1633, 0.3652, 0.2829, 0.1633 and so on
        assertArrayEquals(new int[] {0, 1, 2}, kept(left(next -> new TopP(0.7, 2, next), logits.clone())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatMustNotBeChosenNeverIs(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            double[] logits = random.doubles(8, -30, 30).toArray();
            int masked = random.nextInt(8);
            logits[masked] = NONE;
            double uniform = round % 10 == 0 ? 0 : round % 10 == 1 ? Math.nextDown(1.0) : random.nextDouble();
            DecodingRule rule = DecodingRule.of(random.nextInt(4) * 0.5, round % 3 == 0 ? null : 1 + random.nextInt(9),
                    round % 4 == 0 ? null : 1 - random.nextDouble());
            assertTrue(rule.choose(logits, uniform) != masked, "seed " + seed + ", round " + round);
        }
    }

    @Test
    void theFiltersDoNotChangeTheDrawAmongWhatTheyKeep() {
        DecodingRule plain = DecodingRule.of(0.7, null, null);
        DecodingRule all = DecodingRule.of(0.7, 4, 1.0);
        for (double uniform = 0; uniform < 1; uniform += 0.01) {
            assertEquals(plain.choose(logs(0.1, 0.5, 0.3, 0.1), uniform),
                    all.choose(logs(0.1, 0.5, 0.3, 0.1), uniform));
        }
        assertEquals(1, DecodingRule.of(0, 3, 0.9).choose(logs(0.1, 0.5, 0.3, 0.1), 0.99));
        assertEquals(1, DecodingRule.of(5, 1, null).choose(logs(0.1, 0.5, 0.3, 0.1), 0.99));
    }

    @Test
    void rangesAreChecked() {
        assertEquals("--top-k must be at least 1, found 0",
                assertThrows(UsageException.class, () -> DecodingRule.of(1, 0, null)).getMessage());
        for (double p : new double[] {0, -1, 1.5, Double.NaN}) {
            assertEquals("--top-p must be above 0 and at most 1, found " + p,
                    assertThrows(UsageException.class, () -> DecodingRule.of(0, null, p)).getMessage());
        }
    }
}
