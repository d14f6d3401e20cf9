package unroll.backend.pure.parallel;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Shares out ranges over the caller and a few daemon threads, which are started when first needed and park when idle.
 *
 * <p>Whoever is awake takes the next share, so that a caller never waits for a thread that has not woken up yet. When
 * several callers come at once, one has the threads and the others do their work alone.
 */
public final class Workers implements AutoCloseable {
    /**
     * Multiply-adds (or what takes as long) from which on sharing pays. Waking a thread takes some 50 us; a core does
     * this many in about 100 us.
     */
    public static final long DEFAULT_THRESHOLD = 1L << 21;

    private final int threads;
    private final long threshold;
    private final ReentrantLock callers = new ReentrantLock();
    private final Thread[] helpers;
    private volatile @Nullable SharedJob job;
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
        this.helpers = new Thread[threads - 1];
    }

    /** How many threads work together, the caller included. */
    public int threads() {
        return threads;
    }

    /** Whether so much work on so many items would be shared; if not, the caller need make no task of it. */
    public boolean shares(int items, long work) {
        return threads > 1 && items > 1 && work >= threshold;
    }

    /**
     * Does a task on the items from 0 on, shared if that pays, and returns when all are done.
     *
     * @param work about how many multiply-adds it is in all
     */
    public void run(RangeTask task, int items, long work) {
        if (!shares(items, work) || closed || !callers.tryLock()) {
            task.run(0, items);
            return;
        }
        try {
            SharedJob shared = new SharedJob(task, items, shares(work, items), Thread.currentThread());
            job = shared;
            wake();
            shared.help();
            shared.await();
            job = null;
            shared.rethrow();
        } finally {
            callers.unlock();
        }
    }

    /** Twice the threads, so that one held up by the system holds up less; but no share that is not worth taking. */
    private int shares(long work, int items) {
        long worthwhile = threshold == 0 ? items : 1 + 2 * work / threshold;
        return (int) Math.min(Math.min(items, 2L * threads), worthwhile);
    }

    private void wake() {
        for (int i = 0; i < helpers.length; i++) {
            if (helpers[i] == null) {
                Thread helper = new Thread(this::serve, "unroll-pure-" + (i + 1));
                helper.setDaemon(true);
                try {
                    helper.start();
                } catch (OutOfMemoryError e) {
                    // No thread to be had: those that there are take the shares.
                    return;
                }
                helpers[i] = helper;
            } else {
                LockSupport.unpark(helpers[i]);
            }
        }
    }

    private void serve() {
        SharedJob last = null;
        while (!closed) {
            SharedJob current = job;
            if (current == null || current == last) {
                last = null;
                LockSupport.park(this);
            } else {
                current.help();
                last = current;
            }
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        callers.lock();
        try {
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
        } finally {
            callers.unlock();
        }
    }
}
