package unroll.backend.pure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.api.backend.Backend;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.arithmetic.ScalarArithmetic;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.vector.VectorArithmetic;

/** Whole trainings in vectors of the width in use: the same parameters as plain loops give, whatever the threads. */
@Tag("width")
class WidthTest {
    private static final Device DEVICE = new Device("cpu", "test", 1L << 30);
    private static final int STEPS = 50;

    @BeforeEach
    void thisProcessorHasTheWidth() {
        String refusal = VectorArithmetic.refusal();
        assumeTrue(refusal == null, refusal);
    }

    private static float[] train(int threads, Function<FloatPool, Arithmetic> arithmetic, TestCell cell, int hidden) {
        try (Backend backend = new PureBackend(DEVICE, threads, 0, arithmetic, List.of());
                SmallJob job = new SmallJob(backend, cell.recurrence(), hidden)) {
            for (int i = 0; i < STEPS; i++) {
                job.step();
            }
            return job.weights();
        }
    }

    @ParameterizedTest
    @CsvSource({"TANH, 1, 37", "TANH, 2, 37", "TANH, 3, 37", "TANH, 1, 96", "TANH, 2, 96", "TANH, 1, 5",
        "TANH, 2, 64", "RELU, 1, 37", "RELU, 2, 64", "GRU, 1, 37", "GRU, 2, 37", "GRU, 2, 96", "GRU, 1, 5",
        "GRU, 3, 64", "LSTM, 1, 37", "LSTM, 2, 37", "LSTM, 2, 96", "LSTM, 1, 5", "LSTM, 3, 64"})
    void trainingGivesTheBitsOfPlainLoops(TestCell cell, int threads, int hidden) {
        assertArrayEquals(train(1, ScalarArithmetic::new, cell, hidden),
                train(threads, VectorArithmetic::new, cell, hidden));
    }

    @ParameterizedTest
    @EnumSource
    void changingOverInTheMiddleDoesNotShow(TestCell cell) {
        float[] expected = train(1, ScalarArithmetic::new, cell, 37);
        try (Backend backend = new PureProvider().open(new OpenOptions(null, 1));
                SmallJob other = new SmallJob(backend, 96);
                SmallJob job = new SmallJob(backend, cell.recurrence(), 37)) {
            for (int i = 0; i < STEPS; i++) {
                job.step();
                // the larger job is what brings the change about, in between
                other.step();
            }
            assertArrayEquals(expected, job.weights());
        }
    }

    @Test
    void theDeviceSaysWhichWidthIsInUse() {
        String forced = System.getProperty("unroll.pure.vector.bits");
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT)) {
            assertEquals(List.of(), backend.notices());
            String description = backend.device().description();
            assertTrue(description.endsWith("vectors of " + (forced == null ? VectorArithmetic.bits() : forced)
                    + " bits"), description);
        }
    }
}
