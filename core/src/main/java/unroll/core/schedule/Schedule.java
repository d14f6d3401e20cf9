package unroll.core.schedule;

/**
 * The learning rate of each step. A function of its arguments alone, so that a training that goes on needs no more than
 * the number of steps made and the dev losses.
 */
@FunctionalInterface
public interface Schedule {
    /**
     * The rate.
     *
     * @param step number of the optimiser step, from 1
     * @param devLosses those of the epochs that were finished before the step
     */
    double rate(long step, DevLosses devLosses);
}
