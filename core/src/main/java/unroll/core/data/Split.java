package unroll.core.data;

import java.util.List;
import unroll.core.text.FixedItems;
import unroll.core.text.SelectedItems;

/**
 * Items in three parts: to train on, to watch and choose by, and to report at the end. A part may be empty where there
 * are few items.
 */
public record Split(List<String> train, List<String> dev, List<String> test) {
    private static final double TRAIN_END = 0.8;
    private static final double DEV_END = 0.9;

    /** Keeps copies; lists that are fixed already are kept themselves. */
    public Split {
        train = FixedItems.of(train);
        dev = FixedItems.of(dev);
        test = FixedItems.of(test);
    }

    /**
     * The lecture's split: {@code random.seed(seed)}, {@code random.shuffle(items)}, cut at {@code int(0.8 * n)} and
     * {@code int(0.9 * n)}. The list itself stays as it is.
     *
     * @param seed as Python's {@code random.seed} takes it
     */
    public static Split of(List<String> items, long seed) {
        List<String> fixed = FixedItems.of(items);
        int n = fixed.size();
        int[] order = new PythonRandom(seed).order(n);
        int trainEnd = (int) (TRAIN_END * n);
        int devEnd = (int) (DEV_END * n);
        return new Split(new SelectedItems(fixed, order, 0, trainEnd),
                new SelectedItems(fixed, order, trainEnd, devEnd), new SelectedItems(fixed, order, devEnd, n));
    }
}
