package unroll.backend.pure.parallel;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A task in equal shares that are taken one after another by whoever is free. One object serves one job after another:
 * who takes a share has thereby kept the job from ending, and only then looks at what it is.
 */
final class SharedJob {
    private static final int SHARE_BITS = 16;
    /** The most shares that a job can have. */
    static final int MOST_SHARES = (1 << SHARE_BITS) - 1;

    /** The job's number, how many shares it has, and the next of them: in this order from the upper bits down. */
    private final AtomicLong state = new AtomicLong();
    private final AtomicInteger unfinished = new AtomicInteger();
    private @Nullable RangeTask task;
    private int items;
    private int grain = 1;
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable Error error;

    /**
     * Begins a job, the one before being done.
     *
     * @param multiple but for the last, shares begin at multiples of this
     */
    void begin(RangeTask next, int count, int multiple, int shares) {
        task = next;
        items = count;
        grain = multiple;
        failure = null;
        error = null;
        unfinished.set(shares);
        long number = (state.get() >>> (2 * SHARE_BITS)) + 1;
        state.set(number << (2 * SHARE_BITS) | (long) shares << SHARE_BITS);
    }

    private static int shares(long s) {
        return (int) (s >>> SHARE_BITS) & MOST_SHARES;
    }

    private static int next(long s) {
        return (int) s & MOST_SHARES;
    }

    /** Whether a share waits to be taken. */
    boolean hasShares() {
        long s = state.get();
        return next(s) < shares(s);
    }

    boolean isDone() {
        return unfinished.get() == 0;
    }

    /** Takes shares until none is left. Returns whether it was the one that did the last. */
    boolean help() {
        boolean last = false;
        for (long s = state.get(); next(s) < shares(s); s = state.get()) {
            if (state.compareAndSet(s, s + 1)) {
                work(next(s), shares(s));
                last = unfinished.decrementAndGet() == 0;
            }
        }
        return last;
    }

    private void work(int share, int shares) {
        try {
            Objects.requireNonNull(task).run(bound(share, shares), bound(share + 1, shares));
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            error = e;
        }
    }

    private int bound(int share, int shares) {
        long grains = ((long) items + grain - 1) / grain;
        return (int) Math.min(items, grains * share / shares * grain);
    }

    /** Throws in the caller what a share threw, and forgets the task. */
    void end() {
        task = null;
        if (error != null) {
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
    }
}
