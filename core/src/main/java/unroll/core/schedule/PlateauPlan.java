package unroll.core.schedule;

import unroll.api.options.Options;

/**
 * Decay where the dev loss stops falling, torch.optim.lr_scheduler.ReduceLROnPlateau(mode="min",
 * threshold_mode="rel"): after more than {@code patience} epochs in a row of which none has a loss below
 * (1 - threshold) times the lowest, the rate is multiplied by {@code factor}. As there, a change of 1e-8 or less is not
 * made.
 *
 * @param factor below 1
 * @param patience epochs without progress that are borne
 * @param threshold what counts as progress, relative to the lowest loss
 * @param minRate the rate below which it does not go
 */
record PlateauPlan(double factor, int patience, double threshold, double minRate) implements Plan {
    private static final double SMALLEST_CHANGE = 1e-8;

    static Plan read(Options options) {
        return new PlateauPlan(options.number("factor", 0.1, 0, 1), options.count("patience", 10, 0),
                options.number("threshold", 1e-4, 0, 1), options.number("min_lr", 0, 0));
    }

    @Override
    public Schedule over(Course course) {
        return (step, devLosses) -> after(course.learningRate(), devLosses);
    }

    @Override
    public int epochsWithoutProgress() {
        return patience + 1;
    }

    private double after(double first, DevLosses devLosses) {
        double rate = first;
        double lowest = Double.POSITIVE_INFINITY;
        int without = 0;
        for (int i = 0; i < devLosses.count(); i++) {
            if (devLosses.at(i) < lowest * (1 - threshold)) {
                lowest = devLosses.at(i);
                without = 0;
            } else {
                without++;
            }
            if (without > patience) {
                double lower = Math.max(rate * factor, minRate);
                rate = rate - lower > SMALLEST_CHANGE ? lower : rate;
                without = 0;
            }
        }
        return rate;
    }
}
