package unroll.core.schedule;

import unroll.api.options.Options;

/**
 * Up, then down, in one cycle (Smith and Topin, 2019), as
 * torch.optim.lr_scheduler.OneCycleLR(anneal_strategy="cos", cycle_momentum=False), stepped after every optimiser step.
 * The configured rate is the highest, max_lr. Half a cosine leads from max_lr / div_factor up to it, where pct_start of
 * the steps are done, and another down to max_lr / div_factor / final_div_factor in the last step.
 *
 * @param pctStart share of the steps in which the rate rises
 * @param divFactor the highest rate over the first
 * @param finalDivFactor the first rate over the last
 */
record OneCyclePlan(double pctStart, double divFactor, double finalDivFactor) implements Plan {
    static Plan read(Options options) {
        return new OneCyclePlan(options.number("pct_start", 0.3, 0, 1), options.number("div_factor", 25, 1),
                options.number("final_div_factor", 1e4, 1));
    }

    @Override
    public Schedule over(Course course) {
        double highest = course.learningRate();
        double first = highest / divFactor;
        double last = first / finalDivFactor;
        double peak = pctStart * course.steps() - 1;
        double end = course.steps() - 1.0;
        return (step, devLosses) -> {
            double done = step - 1.0;
            return done <= peak
                    ? between(first, highest, done, peak)
                    : between(highest, last, done - peak, end - peak);
        };
    }

    /** Along half a cosine; a way of no length is at its end. */
    private static double between(double from, double to, double done, double length) {
        double share = length == 0 ? 1 : done / length;
        return to + (from - to) / 2 * (1 + StrictMath.cos(StrictMath.PI * share));
    }
}
