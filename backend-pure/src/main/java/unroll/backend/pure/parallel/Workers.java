package unroll.backend.pure.parallel;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares out ranges over the caller and a few daemon threads, which are started when first needed. They look out for
 * work for a moment, then park: a step has many jobs in close succession, and waking a parked thread takes as long as a
 * small one of them.
 *
 * <p>Whoever is awake takes the next share, so that a caller never waits for a thread that has not woken up yet. When
 * several callers come at once, one has the threads and the others do their work alone.
 */
public final class Workers implements AutoCloseable {
    /**
     * Multiply-adds (or what takes as long) from which on it pays to wake threads, which takes 50 to 100 us; a core does
     * this many in about 150.
     */
    public static final long DEFAULT_THRESHOLD = 1L << 23;

    /** Where the other threads are awake, this part of the threshold is enough. */
    private static final int AWAKE_PART = 8;
    /** Several times what it takes to wake a thread: enough for what one thread does alone between two steps. */
    private static final long LOOKOUT_NANOS = 500_000;
    private static final int LOOKS_PER_CLOCK = 32;
    /** Rows that the products' kernels do at a time. */
    private static final int GRAIN = 4;

    private final int threads;
    private final long threshold;
    private final ReentrantLock callers = new ReentrantLock();
    private final @Nullable Helper[] helpers;
    private final SharedJob job = new SharedJob();
    private final BooleanSupplier done = job::isDone;
    private final long lookout;
    private volatile @Nullable Thread waiting;
    private volatile boolean closed;

    /**
     * Makes ready for sharing.
     *
     * @param threads how many threads work together, the caller included; at least 1
     * @param threshold work from which on it is shared
     */
    public Workers(int threads, long threshold) {
        this.threads = threads;
        this.threshold = threshold;
        this.helpers = new Helper[threads - 1];
        // with fewer processors, who looks out keeps from working whom he waits for
        this.lookout = Runtime.getRuntime().availableProcessors() >= threads ? LOOKOUT_NANOS : 0;
    }

    /** How many threads work together, the caller included. */
    public int threads() {
        return threads;
    }

    /** Whether so much work on so many items would be shared; if not, the caller need make no task of it. */
    public boolean shares(int items, long work) {
        return threads > 1 && items > 1 && work >= threshold / AWAKE_PART && work >= worthSharing();
    }

    private long worthSharing() {
        for (Helper helper : helpers) {
            if (helper != null && !helper.isParked()) {
                return threshold / AWAKE_PART;
            }
        }
        return threshold;
    }

    /**
     * Does a task on the items from 0 on, shared if that pays, and returns when all are done.
     *
     * @param work about how many multiply-adds it is in all
     */
    public void run(RangeTask task, int items, long work) {
        if (!shares(items, work) || closed || callers.isHeldByCurrentThread() || !callers.tryLock()) {
            task.run(0, items);
            return;
        }
        try {
            job.begin(task, items, items >= GRAIN * threads ? GRAIN : 1, shares(work, items));
            wake();
            if (!job.help()) {
                await();
            }
            job.end();
        } finally {
            callers.unlock();
        }
    }

    /**
     * Twice the threads, so that one held up by the system holds up less; but no share that is not worth taking, nor one
     * of fewer rows than the kernels do at a time where each thread has as many.
     */
    private int shares(long work, int items) {
        long worth = worthSharing();
        long worthwhile = worth == 0 ? items : 1 + 2 * work / worth;
        long most = items >= GRAIN * threads && items < 2 * GRAIN * threads ? threads : 2L * threads;
        return (int) Math.min(Math.min(items, Math.min(most, SharedJob.MOST_SHARES)), worthwhile);
    }

    private void wake() {
        for (int i = 0; i < helpers.length; i++) {
            Helper helper = helpers[i];
            if (helper == null) {
                try {
                    helper = new Helper(this, "unroll-pure-" + (i + 1));
                    helper.start();
                } catch (OutOfMemoryError e) {
                    // No thread to be had: those that there are take the shares.
                    return;
                }
                helpers[i] = helper;
            } else {
                helper.wake();
            }
        }
    }

    /** Waits until every share is done; keeps an interrupt for later. */
    private void await() {
        if (lookOut(done)) {
            return;
        }
        boolean interrupted = false;
        waiting = Thread.currentThread();
        while (!job.isDone()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes shares of the present job, if there is one, and tells a caller that waits. */
    void help() {
        if (job.help()) {
            LockSupport.unpark(waiting);
        }
    }

    /** Whether a helper has something to do: shares, or to end. */
    boolean isCalling() {
        return closed || job.hasShares();
    }

    boolean isClosed() {
        return closed;
    }

    /** Keeps the processor for a moment. Returns whether what it looks out for has come. */
    boolean lookOut(BooleanSupplier sign) {
        long until = System.nanoTime() + lookout;
        do {
            for (int i = 0; i < LOOKS_PER_CLOCK; i++) {
                if (sign.getAsBoolean()) {
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - until < 0);
        return false;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        callers.lock();
        try {
            for (Helper helper : helpers) {
                if (helper != null) {
                    helper.wake();
                }
            }
        } finally {
            callers.unlock();
        }
    }
}
