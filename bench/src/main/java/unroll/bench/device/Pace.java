package unroll.bench.device;

import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.error.ResourceException;
import unroll.api.tensor.DType;
import unroll.core.plugin.Installed;

/** Tokens a second of one backend, for one size after another. */
final class Pace {
    private static final double NANOSECONDS = 1e9;
    /** Steps that one size takes at least, and that it takes seconds for twice. */
    private static final double STEPS = 4;
    /** How every backend begins to say so. */
    private static final String NO_MEMORY = "no memory ";

    private final Installed installed;
    private final Backend backend;
    private final double seconds;
    private final double patience;
    private final Budget budget;
    private double best;
    private double last;
    private boolean tells;
    private @Nullable String failure;

    /**
     * Times a backend.
     *
     * @param seconds how long steps are repeated
     * @param patience the longest that a step may take, in seconds; what would take longer is left out
     * @param budget the time for all sizes together
     */
    Pace(Installed installed, Backend backend, double seconds, double patience, Budget budget) {
        this.installed = installed;
        this.backend = backend;
        this.seconds = seconds;
        this.patience = patience;
        this.budget = budget;
    }

    /**
     * Tokens a second; NaN where a step would take too long, by the best rate of those before, or has no memory, or all
     * that is timed would take more than is left, by the rate of the last.
     */
    double of(LayerSize size) {
        tells = true;
        failure = null;
        if (best > 0 && size.flops() / best > patience) {
            return Double.NaN;
        }
        double step = last > 0 ? size.flops() / last : 0;
        if (STEPS * Math.max(step, seconds / 2) > budget.left()) {
            tells = false;
            return Double.NaN;
        }
        try (LayerTraining training = new LayerTraining(installed, backend, DType.FLOAT32, size)) {
            // kernels are compiled in the first, and what C2 does takes some more
            training.train();
            double first = run(training, 0);
            if (first < seconds) {
                run(training, seconds);
            }
            double rate = 1 / run(training, seconds);
            last = size.flops() * rate;
            best = Math.max(best, last);
            return size.tokens() * rate;
        } catch (ResourceException e) {
            tells = false;
            String message = String.valueOf(e.getMessage());
            failure = message.startsWith(NO_MEMORY) ? null : message;
            return Double.NaN;
        }
    }

    /** What went wrong with the last size, if it was neither time nor memory that it had too little of. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Whether the last size says something of the backend's speed: one that was left out may do that. */
    boolean tells() {
        return tells;
    }

    /** Makes steps for so many seconds, at least one. Returns the seconds that each took. */
    private static double run(LayerTraining training, double seconds) {
        long begin = System.nanoTime();
        long steps = 0;
        double passed;
        do {
            training.train();
            steps++;
            passed = (System.nanoTime() - begin) / NANOSECONDS;
        } while (passed < seconds);
        return passed / steps;
    }
}
