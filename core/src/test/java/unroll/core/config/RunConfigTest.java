package unroll.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.error.UsageException;

class RunConfigTest {
    private static RunConfig with(int hidden, int batch, int epochs, double rate, @Nullable Double norm, long splitSeed,
            long seed) {
        return new RunConfig(null, "char", "notebook", hidden, batch, epochs, null, "adam", rate, norm, splitSeed,
                seed);
    }

    @Test
    void theSmallestValuesAreAllowed() {
        assertEquals(1, with(1, 1, 1, Double.MIN_VALUE, Double.MIN_VALUE, 0, 0).hiddenSize());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0, 1, 1, 1,         1,   0,  0,  '--hidden must be at least 1, found 0'
            1, 0, 1, 1,         1,   0,  0,  '--batch must be at least 1, found 0'
            1, 1, 0, 1,         1,   0,  0,  '--epochs must be at least 1, found 0'
            1, 1, 1, 0,         1,   0,  0,  '--lr must be a finite number above 0, found 0.0'
            1, 1, 1, -1,        1,   0,  0,  '--lr must be a finite number above 0, found -1.0'
            1, 1, 1, NaN,       1,   0,  0,  '--lr must be a finite number above 0, found NaN'
            1, 1, 1, Infinity,  1,   0,  0,  '--lr must be a finite number above 0, found Infinity'
            1, 1, 1, 1,         NaN, 0,  0,  '--max-grad-norm must be a finite number above 0, found NaN'
            1, 1, 1, 1,         1,   -1, 0,  '--split-seed must be 0 or more, found -1'
            1, 1, 1, 1,         1,   0,  -1, '--seed must be 0 or more, found -1'
            """)
    void whatIsOutOfRangeIsNamed(int hidden, int batch, int epochs, double rate, double norm, long splitSeed, long seed,
            String message) {
        assertEquals(message, assertThrows(UsageException.class,
                () -> with(hidden, batch, epochs, rate, norm, splitSeed, seed)).getMessage());
    }

    @Test
    void patienceIsNoneOrAtLeastOne() {
        assertEquals("--patience must be at least 1, found 0", assertThrows(UsageException.class,
                () -> new RunConfig(null, "char", "notebook", 1, 1, 1, 0, "adam", 1, null, 0, 0)).getMessage());
        assertEquals(1, new RunConfig(null, "char", "notebook", 1, 1, 1, 1, "adam", 1, null, 0, 0).patience());
    }
}
