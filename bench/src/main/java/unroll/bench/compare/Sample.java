package unroll.bench.compare;

import java.util.Arrays;

/**
 * Numbers measured, at least one.
 *
 * @param values in the order in which they were measured; not to be changed
 */
record Sample(double[] values) {
    Sample {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one number, found none");
        }
    }

    /** The middle one, or the mean of the two in the middle. */
    double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double min() {
        return sorted()[0];
    }

    double max() {
        return sorted()[values.length - 1];
    }

    int size() {
        return values.length;
    }

    private double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
