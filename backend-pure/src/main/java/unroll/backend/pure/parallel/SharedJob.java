package unroll.backend.pure.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A task in equal shares that are taken one after another by whoever is free. */
final class SharedJob {
    private final RangeTask task;
    private final int items;
    private final int shares;
    private final Thread caller;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable Error error;

    SharedJob(RangeTask task, int items, int shares, Thread caller) {
        this.task = task;
        this.items = items;
        this.shares = shares;
        this.caller = caller;
    }

    /** Takes shares until none is left. */
    void help() {
        for (int share = next.getAndIncrement(); share < shares; share = next.getAndIncrement()) {
            try {
                task.run(bound(share), bound(share + 1));
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) {
                error = e;
            }
            if (finished.incrementAndGet() == shares) {
                LockSupport.unpark(caller);
            }
        }
    }

    private int bound(int share) {
        return (int) ((long) items * share / shares);
    }

    /** Waits, parked, until every share is done; keeps an interrupt for later. */
    void await() {
        boolean interrupted = false;
        while (finished.get() < shares) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
    }

    /** Throws in the caller what a share threw. */
    void rethrow() {
        if (error != null) {
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
    }
}
