package unroll.core.schedule;

import unroll.api.error.UsageException;
import unroll.api.options.Options;

/**
 * Decay by steps, torch.optim.lr_scheduler.StepLR: lr gamma^floor(e / step_size) in epoch e, counted from 0.
 *
 * @param stepSize epochs from one decay to the next
 * @param gamma what the rate is multiplied by
 */
record StepPlan(int stepSize, double gamma) implements Plan {
    private static final String STEP_SIZE = "step_size";

    static Plan read(Options options) {
        StepPlan plan = new StepPlan(options.count(STEP_SIZE, 1, 1), options.number("gamma", 0.1, 0));
        if (!options.has(STEP_SIZE)) {
            throw new UsageException("schedule step: " + STEP_SIZE
                    + " is missing; give the number of epochs after which the rate is multiplied by gamma");
        }
        return plan;
    }

    @Override
    public Schedule over(Course course) {
        long stepsPerDecay = course.stepsPerEpoch() * stepSize;
        return (step, devLosses) -> {
            long decays = (step - 1) / stepsPerDecay;
            return course.learningRate() * StrictMath.pow(gamma, (double) decays);
        };
    }
}
