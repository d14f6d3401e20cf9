package unroll.backend.pure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.api.backend.Backend;
import unroll.api.backend.Device;
import unroll.api.composite.Recurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.backend.pure.arithmetic.ScalarArithmetic;

/** What is promised of a whole training step: bits, memory, callers. */
class SmallJobTest {
    private static final Device DEVICE = new Device("cpu", "test", 1L << 30);
    private static final int HIDDEN = 37;

    private static Backend open(int threads) {
        return new PureBackend(DEVICE, threads, 0, ScalarArithmetic::new, List.of());
    }

    private static float[] train(Backend backend, int steps) {
        return train(backend, TanhRecurrence.TANH, steps);
    }

    private static float[] train(Backend backend, Recurrence recurrence, int steps) {
        try (SmallJob job = new SmallJob(backend, recurrence, HIDDEN)) {
            for (int i = 0; i < steps; i++) {
                job.step();
            }
            return job.weights();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLossFalls(TestCell cell) {
        try (Backend backend = open(1); SmallJob job = new SmallJob(backend, cell.recurrence(), HIDDEN)) {
            float first = job.step();
            float last = first;
            for (int i = 0; i < 100; i++) {
                last = job.step();
            }
            assertTrue(last < first / 2, first + " to " + last);
        }
    }

    @ParameterizedTest
    @EnumSource
    void threadsDoNotShowInTheBits(TestCell cell) {
        try (Backend one = open(1)) {
            float[] expected = train(one, cell.recurrence(), 30);
            for (int threads : new int[] {2, 3, 5}) {
                try (Backend several = open(threads)) {
                    assertArrayEquals(expected, train(several, cell.recurrence(), 30), threads + " threads");
                }
            }
        }
    }

    @Test
    void severalCallersGetTheBitsOfOne() throws InterruptedException {
        try (Backend backend = open(2)) {
            float[] alone = train(backend, 30);
            float[][] found = new float[4][];
            Thread[] callers = new Thread[found.length];
            for (int i = 0; i < callers.length; i++) {
                int place = i;
                callers[i] = new Thread(() -> found[place] = train(backend, 30));
                callers[i].start();
            }
            for (int i = 0; i < callers.length; i++) {
                callers[i].join();
                assertArrayEquals(alone, found[i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"TANH, 1", "TANH, 2", "RELU, 1", "GRU, 1", "GRU, 2", "LSTM, 1", "LSTM, 2"})
    void steadyStepsAllocateNoArrays(TestCell cell, int threads) throws ReflectiveOperationException {
        try (Backend backend = open(threads); SmallJob job = new SmallJob(backend, cell.recurrence(), 96)) {
            for (int i = 0; i < 50; i++) {
                job.step();
            }
            long storage = backend.storageBytes();
            int steps = 50;
            long before = allocatedBytes();
            for (int i = 0; i < steps; i++) {
                job.step();
            }
            long each = (allocatedBytes() - before) / steps;
            // handles; the smallest of the activations alone, the logits, has 6,048
            assertTrue(each < 6_000 + 3_000L * (threads - 1), each + " bytes a step");
            // two threads may for the first time hold their two rows of sums at one moment; size classes waste a quarter
            long rows = 2L * Float.BYTES * cell.recurrence().gates() * 96 * 5 / 4;
            long grown = backend.storageBytes() - storage;
            assertTrue(grown >= 0 && grown <= rows * (threads - 1), grown + " bytes more storage");
        }
    }

    /** By reflection, because the module under test has no business with jdk.management. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (Long) allocated.invoke(bean);
    }
}
