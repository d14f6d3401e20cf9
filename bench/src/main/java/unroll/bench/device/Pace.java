package unroll.bench.device;

import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.core.plugin.Installed;

/** Tokens a second of one backend, for one size after another. */
final class Pace {
    private static final double NANOSECONDS = 1e9;

    private final Installed installed;
    private final Backend backend;
    private final double seconds;
    private final double patience;
    private double best;

    /**
     * Times a backend.
     *
     * @param seconds how long steps are repeated
     * @param patience the longest that a step may take, in seconds; what would take longer is left out
     */
    Pace(Installed installed, Backend backend, double seconds, double patience) {
        this.installed = installed;
        this.backend = backend;
        this.seconds = seconds;
        this.patience = patience;
    }

    /** Tokens a second; NaN where a step would take too long, by the best rate of those before. */
    double of(LayerSize size) {
        if (best > 0 && size.flops() / best > patience) {
            return Double.NaN;
        }
        try (LayerTraining training = new LayerTraining(installed, backend, DType.FLOAT32, size)) {
            // kernels are compiled in the first, and what C2 does takes some more
            training.train();
            double step = run(training, 0);
            if (step < seconds) {
                run(training, seconds);
            }
            double rate = 1 / run(training, seconds);
            best = Math.max(best, size.flops() * rate);
            return size.tokens() * rate;
        }
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
