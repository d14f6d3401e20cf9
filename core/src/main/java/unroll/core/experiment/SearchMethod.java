package unroll.core.experiment;

import java.util.ArrayList;
import java.util.List;

/** How a sweep searches. */
public sealed interface SearchMethod {
    /** The name in files. */
    String name();

    /** Every combination of every setting's values. */
    record Grid() implements SearchMethod {
        @Override
        public String name() {
            return "grid";
        }
    }

    /**
     * Settings drawn at random, each on its own.
     *
     * @param trials how many
     * @param seed of the draws
     */
    record Random(int trials, long seed) implements SearchMethod {
        @Override
        public String name() {
            return "random";
        }
    }

    /**
     * Successive halving (Jamieson and Talwalkar, 2016): settings drawn at random are all trained a little, the best
     * 1/eta of them eta times as long, and so on. A trial that goes on, goes on from where it was.
     *
     * @param trials how many begin
     * @param seed of the draws
     * @param minEpochs epochs of the first rung
     * @param eta at least 2
     */
    record Halving(int trials, long seed, int minEpochs, int eta) implements SearchMethod {
        @Override
        public String name() {
            return "halving";
        }

        /**
         * The rungs.
         *
         * @param epochs of the last
         */
        public List<Rung> rungs(int epochs) {
            List<Rung> rungs = new ArrayList<>();
            long reached = Math.min(minEpochs, epochs);
            int kept = trials;
            while (reached < epochs && kept > 1) {
                rungs.add(new Rung((int) reached, kept));
                reached = Math.min(epochs, reached * eta);
                kept = Math.max(1, kept / eta);
            }
            rungs.add(new Rung(epochs, kept));
            return rungs;
        }
    }

    /**
     * A round of successive halving.
     *
     * @param epochs trained at its end, those of earlier rungs included
     * @param trials how many take part, at the most
     */
    record Rung(int epochs, int trials) {
    }
}
