package unroll.core.schedule;

import unroll.api.error.UsageException;
import unroll.api.options.Options;

/**
 * A linear warm-up, then half a cosine down to a lowest rate, which is reached when the last step has been made.
 *
 * <p>With w steps of warm-up in a training of n steps, step s (from 1) has the rate lr s / (w + 1) up to s = w, and then
 * min_lr + (lr - min_lr) (1 + cos(pi (s - 1 - w) / (n - w))) / 2. That is PyTorch's SequentialLR of
 * LinearLR(start_factor=1/(w+1), total_iters=w) and CosineAnnealingLR(T_max=n-w, eta_min=min_lr), stepped after every
 * optimiser step. The cosine is that of Loshchilov and Hutter (2017) without restarts.
 *
 * @param warmup optimiser steps of the warm-up
 * @param minRate where the cosine ends
 */
record CosinePlan(int warmup, double minRate) implements Plan {
    static Plan read(Options options) {
        return new CosinePlan(options.count("warmup", 0, 0), options.number("min_lr", 0, 0));
    }

    @Override
    public Schedule over(Course course) {
        if (warmup >= course.steps()) {
            throw new UsageException("schedule cosine: warmup must be below the " + course.steps()
                    + " steps of the training, found " + warmup);
        }
        double highest = course.learningRate();
        if (minRate > highest) {
            throw new UsageException("schedule cosine: min_lr must be at most the learning rate " + highest
                    + ", found " + minRate);
        }
        return (step, devLosses) -> step <= warmup
                ? highest * step / (warmup + 1.0)
                : minRate + (highest - minRate)
                        * (1 + StrictMath.cos(StrictMath.PI * (step - 1 - warmup) / (course.steps() - warmup))) / 2;
    }
}
