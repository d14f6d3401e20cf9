package uk.ac.manchester.tornado.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The work-items of one group, a thread for each, that wait for one another and share arrays. */
final class WorkGroup {
    private final Phaser barrier = new Phaser();
    private final List<float[]> arrays = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private WorkGroup() {
    }

    /**
     * Runs the kernel for the items of a group, and waits for them.
     *
     * @param x the group's first item in the first dimension
     * @param y and in the second
     * @throws IllegalStateException if an item fails
     */
    static void run(Consumer<KernelContext> kernel, long[] global, long[] size, long x, long y) {
        WorkGroup group = new WorkGroup();
        List<Thread> items = new ArrayList<>();
        group.barrier.bulkRegister((int) (size[0] * size[1]));
        for (long j = 0; j < size[1]; j++) {
            for (long i = 0; i < size[0]; i++) {
                KernelContext context = new KernelContext(group, new long[] {x + i, y + j}, new long[] {i, j}, global,
                        size);
                items.add(Thread.ofVirtual().start(() -> group.item(kernel, context)));
            }
        }
        for (Thread item : items) {
            join(item);
        }
        Throwable failed = group.failure.get();
        if (failed != null) {
            throw new IllegalStateException("a work-item failed: " + failed, failed);
        }
    }

    private static void join(Thread item) {
        try {
            item.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a kernel runs", e);
        }
    }

    private void item(Consumer<KernelContext> kernel, KernelContext context) {
        try {
            kernel.accept(context);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            barrier.arriveAndDeregister();
        }
    }

    void await() {
        barrier.arriveAndAwaitAdvance();
    }

    /** Not zero, as a device's local memory is not. */
    float[] floats(int index, int size) {
        synchronized (arrays) {
            if (index == arrays.size()) {
                float[] made = new float[size];
                Arrays.fill(made, Float.NaN);
                arrays.add(made);
            }
            return arrays.get(index);
        }
    }
}
