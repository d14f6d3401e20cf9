package unroll.core.train;

import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;

/** The order of the training items in an epoch: a shuffle that depends on seed and epoch alone, not on history. */
final class EpochOrder {
    private EpochOrder() {
    }

    /**
     * Fills an array with the items in order (Fisher and Yates, from the end).
     *
     * @param epoch counted from 0
     */
    static void shuffle(int[] items, long seed, int epoch) {
        for (int i = 0; i < items.length; i++) {
            items[i] = i;
        }
        CounterRandom random = new CounterRandom(seed, RandomStream.SHUFFLE, epoch, 0);
        for (int i = items.length - 1; i > 0; i--) {
            int j = random.below(i + 1, i);
            int swapped = items[i];
            items[i] = items[j];
            items[j] = swapped;
        }
    }
}
