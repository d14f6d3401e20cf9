package unroll.core.data;

import java.util.Arrays;
import java.util.List;

/**
 * Items in three parts: to train on, to watch and choose by, and to report at the end. A part may be empty where there
 * are few items.
 */
public record Split(List<String> train, List<String> dev, List<String> test) {
    private static final double TRAIN_END = 0.8;
    private static final double DEV_END = 0.9;

    /** Keeps copies; lists that are immutable already are kept themselves. */
    public Split {
        train = List.copyOf(train);
        dev = List.copyOf(dev);
        test = List.copyOf(test);
    }

    /**
     * The lecture's split: {@code random.seed(seed)}, {@code random.shuffle(items)}, cut at {@code int(0.8 * n)} and
     * {@code int(0.9 * n)}. The list itself stays as it is.
     *
     * @param seed as Python's {@code random.seed} takes it
     */
    public static Split of(List<String> items, long seed) {
        List<String> shuffled = Arrays.asList(items.toArray(new String[0]));
        new PythonRandom(seed).shuffle(shuffled);
        int n = shuffled.size();
        int trainEnd = (int) (TRAIN_END * n);
        int devEnd = (int) (DEV_END * n);
        return new Split(shuffled.subList(0, trainEnd), shuffled.subList(trainEnd, devEnd),
                shuffled.subList(devEnd, n));
    }
}
