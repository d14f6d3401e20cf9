package unroll.bench.compare;

import java.util.Arrays;

/**
 * What one process told of its training.
 *
 * @param version of the library
 * @param epochs seconds of each epoch, training alone
 * @param steady seconds of each epoch by the pace of its last three quarters; for Unroll the same as epochs
 * @param losses nats per token of each epoch's training
 * @param testLoss nats per token of the test split; NaN where it was not evaluated
 * @param firstEpochAt seconds from the process's start to the line of the first epoch
 * @param wall seconds of the process
 * @param peakBytes the most memory resident
 */
record Training(String version, double[] epochs, double[] steady, double[] losses, double testLoss,
        double firstEpochAt, double wall, long peakBytes) {
    /** Epochs after the first {@code warm}; where there is only one, its steady pace. */
    double[] after(int warm) {
        return epochs.length == 1 ? steady : Arrays.copyOfRange(epochs, warm, epochs.length);
    }
}
