package unroll.backend.pure.arithmetic;

import java.util.EnumSet;
import java.util.Set;

/** Runs kernels on small jobs until they are compiled, or for as long as is bearable. */
final class Primer {
    static final long NS = Long.getLong("primens", 500_000_000);
    private final Arithmetic arithmetic;
    private final Trial trial = new Trial();

    Primer(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }
    int rounds = 0;

    void run() {
        long start = System.nanoTime();
        Set<Family> waiting = EnumSet.allOf(Family.class);
        while (!waiting.isEmpty() && System.nanoTime() - start < NS) {
            rounds++;
            waiting.removeIf(f -> ready(f, start));
        }
        if (Boolean.getBoolean("vecdebug")) System.err.println("prime " + (System.nanoTime() - start) / 1000000 + " " + waiting);
    }

    private boolean ready(Family family, long s) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 16; i++) {
            long start = System.nanoTime();
            trial.run(family, arithmetic);
            best = Math.min(best, System.nanoTime() - start);
        }
        if (Boolean.getBoolean("vecdebug") && rounds % 16 == 0) System.err.println((System.nanoTime() - s) / 1000000 + " " + family + " " + best);
        return best < switch (family) { case PRODUCTS -> 3000; case STEPS -> 2000; case LOSS -> 2500; case SUMS -> 2500; };
    }
}
