package unroll.core.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholePowerTest {
    private static final MathContext EXACTLY_ENOUGH = new MathContext(60);

    @ParameterizedTest(name = "{0} to the power of {1}")
    @CsvSource({"0.9, 1", "0.9, 2", "0.9, 1602", "0.999, 1", "0.999, 7", "0.999, 16020", "0.999, 600000", "1, 12345",
        "0, 3", "0, 0", "0.5, 1000"})
    void isTheNearestDouble(double base, int exponent) {
        assertEquals(new BigDecimal(base).pow(exponent, EXACTLY_ENOUGH).doubleValue(), WholePower.of(base, exponent));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isWithinTheLastDigitOfAnyPower(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            double base = 1 - random.nextDouble() * random.nextDouble();
            int exponent = random.nextInt(1, 5_000);
            double expected = new BigDecimal(base).pow(exponent, EXACTLY_ENOUGH).doubleValue();
            assertTrue(Math.abs(WholePower.of(base, exponent) - expected) <= Math.max(Math.ulp(expected), 0x1p-960),
                    () -> base + " to the power of " + exponent);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void agreesWithStrictMath(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            double base = random.nextDouble();
            int exponent = random.nextInt(1, 200);
            double expected = StrictMath.pow(base, exponent);
            assertEquals(expected, WholePower.of(base, exponent), Math.max(2 * Math.ulp(expected), 0x1p-960));
        }
    }
}
