package unroll.api.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import unroll.api.error.TensorException;

class BackendLifeTest {
    @Test
    void closingWaitsForWorkThatHasBegunAndLetsNoneBegin() throws InterruptedException {
        BackendLife life = new BackendLife("some");
        Work first = life.begin();
        Work second = life.begin();
        CountDownLatch ended = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            life.close();
            ended.countDown();
        });
        closer.start();
        while (!life.isClosed()) {
            Thread.onSpinWait();
        }
        assertTrue(String.valueOf(assertThrows(TensorException.class, life::begin).getMessage()).contains("some"));
        first.close();
        assertEquals(1, ended.getCount(), "the second is still at work");
        assertTrue(closer.isAlive());
        second.close();
        closer.join();
        assertEquals(0, ended.getCount());
    }

    @Test
    void workIsCountedAcrossThreads() throws InterruptedException {
        BackendLife life = new BackendLife("some");
        boolean[] freed = {false};
        boolean[] used = {false};
        Thread[] callers = new Thread[4];
        for (int i = 0; i < callers.length; i++) {
            callers[i] = new Thread(() -> {
                try {
                    while (true) {
                        try (Work _ = life.begin()) {
                            synchronized (freed) {
                                used[0] |= freed[0];
                            }
                        }
                    }
                } catch (TensorException e) {
                    // closed
                }
            });
            callers[i].start();
        }
        Thread.sleep(5);
        life.close();
        synchronized (freed) {
            freed[0] = true;
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertFalse(used[0], "work went on after the end");
        life.close();
    }
}
