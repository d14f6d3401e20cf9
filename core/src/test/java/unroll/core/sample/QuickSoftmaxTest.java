package unroll.core.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn is what exact exponentials draw, on either side of every boundary. */
class QuickSoftmaxTest {
    /** torch.multinomial of a softmax by exponentials of the full accuracy, term by term. */
    private static int exactly(double[] logits, double temperature, double uniform) {
        double top = Double.NEGATIVE_INFINITY;
        int largest = 0;
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] > top) {
                top = logits[i];
                largest = i;
            }
        }
        double[] powers = new double[logits.length];
        double total = 0;
        for (int i = 0; i < logits.length; i++) {
            powers[i] = StrictMath.exp((logits[i] - top) / temperature);
            total += powers[i];
        }
        double left = uniform * total;
        for (int i = 0; i < logits.length; i++) {
            left -= powers[i];
            if (left < 0) {
                return i;
            }
        }
        return largest;
    }

    private static double[] scores(Random random, int n) {
        double[] logits = new double[n];
        for (int i = 0; i < n; i++) {
            logits[i] = random.nextInt(9) == 0 ? Double.NEGATIVE_INFINITY : (float) (random.nextGaussian() * 8);
        }
        logits[random.nextInt(n)] = random.nextInt(20);
        return logits;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void drawsWhatExactExponentialsDraw(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            double[] logits = scores(random, 1 + random.nextInt(70));
            double temperature = round % 50 == 0 ? 1e-310 : 0.05 + 3 * random.nextDouble();
            double boundary = boundary(logits, temperature, random.nextInt(logits.length));
            for (double uniform : new double[] {random.nextDouble(), 0, Math.nextDown(1.0), boundary,
                Math.nextDown(boundary), Math.nextUp(boundary), boundary - 1e-9, boundary + 1e-9, boundary + 1e-7}) {
                if (uniform >= 0 && uniform < 1) {
                    assertEquals(exactly(logits, temperature, uniform),
                            new Multinomial(temperature).choose(logits.clone(), uniform),
                            "seed " + seed + ", round " + round + ", uniform " + uniform);
                }
            }
        }
    }

    /** The share of the tokens up to one. */
    private static double boundary(double[] logits, double temperature, int last) {
        double top = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            top = Math.max(top, logit);
        }
        double total = 0;
        double before = 0;
        for (int i = 0; i < logits.length; i++) {
            double power = StrictMath.exp((logits[i] - top) / temperature);
            total += power;
            before += i <= last ? power : 0;
        }
        return before / total;
    }

    @Test
    void isSureButAtTheBoundaries() {
        double[] logits = {0, Math.log(3), Double.NEGATIVE_INFINITY};
        double[] room = new double[3];
        double top = logits[1];
        assertEquals(0, QuickSoftmax.choose(logits, top, 1, 0.2499999, room));
        assertEquals(QuickSoftmax.UNSURE, QuickSoftmax.choose(logits, top, 1, 0.25, room));
        assertEquals(1, QuickSoftmax.choose(logits, top, 1, 0.2500001, room));
        assertEquals(QuickSoftmax.UNSURE, QuickSoftmax.choose(logits, top, 1, Math.nextDown(1.0), room));
        int unsure = 0;
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            unsure += QuickSoftmax.choose(logits, top, 1, random.nextDouble(), room) == QuickSoftmax.UNSURE ? 1 : 0;
        }
        assertTrue(unsure < 3, "seed 5: unsure of " + unsure + " draws of 10,000");
    }

    /** The bound that its answers rest on. */
    @Test
    void powersAreRightToABillionth() {
        for (double x = 0; x > -64; x -= 0.0137) {
            double[] logits = {0, x};
            double[] room = new double[2];
            QuickSoftmax.choose(logits, 0, 1, 0, room);
            assertEquals(StrictMath.exp(x), room[1], 1e-9 * StrictMath.exp(x), "e^" + x);
        }
    }
}
