package unroll.backend.pure.arithmetic;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Runs vector kernels until they are compiled, which shows in that they overtake the plain ones. */
final class Primer implements Runnable {
    /** Earlier even the plain kernels may not be compiled, and the comparison means nothing. */
    private static final int FIRST_VERDICT = 300;
    /** Calls that are timed one by one; the quickest counts, since others may want the processor too. */
    private static final int TIMED = 8;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Arithmetic plain;
    private final Arithmetic vectors;
    private final Consumer<Family> changeOver;
    private final Trial trial = new Trial();
    private volatile boolean stopped;

    /**
     * Does nothing yet.
     *
     * @param changeOver is told each family whose vectors are the quicker ones
     */
    Primer(Arithmetic plain, Arithmetic vectors, Consumer<Family> changeOver) {
        this.plain = plain;
        this.vectors = vectors;
        this.changeOver = changeOver;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        Set<Family> waiting = EnumSet.allOf(Family.class);
        for (int round = 0; !waiting.isEmpty() && !stopped && System.nanoTime() - start < LONGEST_NANOS; round++) {
            int now = round;
            waiting.removeIf(family -> ready(family, now));
        }
    }

    private boolean ready(Family family, int round) {
        long plainNanos = Long.MAX_VALUE;
        long vectorNanos = Long.MAX_VALUE;
        for (int i = 0; i < TIMED && !stopped; i++) {
            plainNanos = Math.min(plainNanos, nanos(family, plain));
            vectorNanos = Math.min(vectorNanos, nanos(family, vectors));
        }
        if (round * TIMED < FIRST_VERDICT || vectorNanos > plainNanos) {
            return false;
        }
        changeOver.accept(family);
        if (Boolean.getBoolean("vecdebug")) System.err.println(family + " after " + round + " rounds " + plainNanos + " " + vectorNanos);
        return true;
    }

    private long nanos(Family family, Arithmetic arithmetic) {
        long start = System.nanoTime();
        trial.run(family, arithmetic);
        return System.nanoTime() - start;
    }
}
