package unroll.backend.pure.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void everyItemIsDoneOnce(int threads) {
        try (Workers workers = new Workers(threads, 0)) {
            for (int items = 0; items < 40; items++) {
                AtomicIntegerArray done = new AtomicIntegerArray(items);
                workers.run((from, to) -> {
                    for (int i = from; i < to; i++) {
                        done.incrementAndGet(i);
                    }
                }, items, items);
                int[] counts = new int[items];
                int[] ones = new int[items];
                for (int i = 0; i < items; i++) {
                    counts[i] = done.get(i);
                    ones[i] = 1;
                }
                assertArrayEquals(ones, counts);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 9})
    void smallThresholdsShareToo(long threshold) {
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(2, threshold)) {
            // the second job meets a helper that is awake
            for (int job = 0; job < 2; job++) {
                workers.run((from, to) -> done.addAndGet(to - from), 12, 12);
            }
        }
        assertEquals(24, done.get());
    }

    @Test
    void threadsReallyWorkTogether() {
        try (Workers workers = new Workers(3, 0)) {
            // no share ends before three threads are in one each
            CountDownLatch together = new CountDownLatch(3);
            Set<String> names = ConcurrentHashMap.newKeySet();
            workers.run((from, to) -> {
                names.add(Thread.currentThread().getName());
                together.countDown();
                await(together);
            }, 6, 6);
            assertEquals(3, names.size());
            assertTrue(names.containsAll(List.of("unroll-pure-1", "unroll-pure-2")));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS), "the other threads never came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void littleWorkIsNotShared() {
        try (Workers workers = new Workers(2, 1000)) {
            AtomicInteger ranges = new AtomicInteger();
            workers.run((from, to) -> ranges.incrementAndGet(), 100, 999);
            assertEquals(1, ranges.get());
            workers.run((from, to) -> ranges.incrementAndGet(), 100, 1000);
            assertTrue(ranges.get() > 2);
        }
    }

    @Test
    void aFailureReachesTheCallerAndTheWorkersGoOn() {
        try (Workers workers = new Workers(2, 0)) {
            IllegalStateException failure = new IllegalStateException("on purpose");
            RangeTask failing = (from, to) -> {
                throw failure;
            };
            assertSame(failure, assertThrows(IllegalStateException.class, () -> workers.run(failing, 8, 8)));
            AtomicInteger items = new AtomicInteger();
            workers.run((from, to) -> items.addAndGet(to - from), 8, 8);
            assertEquals(8, items.get());
        }
    }

    @Test
    void oneJobAfterAnotherIsDoneOnce() {
        try (Workers workers = new Workers(3, 0)) {
            AtomicInteger items = new AtomicInteger();
            int expected = 0;
            for (int round = 0; round < 20_000; round++) {
                int count = 2 + round % 61;
                workers.run((from, to) -> items.addAndGet(to - from), count, count);
                expected += count;
                assertEquals(expected, items.get(), "round " + round);
            }
        }
    }

    @Test
    void aTaskMayShareOutWorkItself() {
        try (Workers workers = new Workers(3, 0)) {
            AtomicInteger items = new AtomicInteger();
            for (int round = 0; round < 200; round++) {
                workers.run((from, to) -> workers.run((first, last) -> items.addAndGet(last - first), to - from, 8), 8,
                        8);
            }
            assertEquals(200 * 8, items.get());
        }
    }

    @Test
    void severalCallersDoNotMixTheirWork() throws InterruptedException {
        try (Workers workers = new Workers(2, 0)) {
            AtomicInteger wrong = new AtomicInteger();
            Thread[] callers = new Thread[4];
            for (int c = 0; c < callers.length; c++) {
                callers[c] = new Thread(() -> {
                    for (int round = 0; round < 500; round++) {
                        AtomicInteger items = new AtomicInteger();
                        workers.run((from, to) -> items.addAndGet(to - from), 10, 10);
                        if (items.get() != 10) {
                            wrong.incrementAndGet();
                        }
                    }
                });
                callers[c].start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(0, wrong.get());
        }
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        try (Workers workers = new Workers(2, 0)) {
            Thread.currentThread().interrupt();
            AtomicInteger items = new AtomicInteger();
            workers.run((from, to) -> items.addAndGet(to - from), 8, 8);
            assertTrue(Thread.interrupted());
            assertEquals(8, items.get());
        }
    }

    @Test
    void idleThreadsParkAndClosingEndsThem() throws InterruptedException {
        Workers workers = new Workers(2, 0);
        CountDownLatch together = new CountDownLatch(2);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        workers.run((from, to) -> {
            seen.add(Thread.currentThread());
            together.countDown();
            await(together);
        }, 2, 2);
        seen.remove(Thread.currentThread());
        Thread helper = seen.iterator().next();
        assertTrue(helper.isDaemon());
        while (helper.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        workers.close();
        helper.join();
        assertFalse(helper.isAlive());
    }
}
