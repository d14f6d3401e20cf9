package unroll.bench.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * What a row came to.
 *
 * @param row its name
 * @param title what is measured
 * @param figures a line for each contender
 * @param verdicts what is asked for
 * @param notes what else is to be said, such as a peer that could not run
 */
record Result(String row, String title, List<Figure> figures, List<Verdict> verdicts, List<String> notes) {
    /** Nothing yet. */
    static Result of(String row, String title) {
        return new Result(row, title, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /**
     * A contender's numbers.
     *
     * @param name of the contender
     * @param version of the library
     * @param threads it was given; 0 for its own choice
     * @param sample what was measured, in {@code unit}
     * @param unit of the sample
     * @param firstLoss nats per token in training, epoch 1; NaN where there is none
     * @param lastLoss the same of the last epoch
     * @param epochs how many epochs that was
     * @param ratio of its median to that of the row's first contender; NaN where that says nothing
     */
    record Figure(String name, String version, int threads, Sample sample, String unit, double firstLoss,
            double lastLoss, int epochs, double ratio) {
        /** Of something that is no training. */
        static Figure of(String name, String version, int threads, Sample sample, String unit) {
            return new Figure(name, version, threads, sample, unit, Double.NaN, Double.NaN, 0, Double.NaN);
        }
    }
}
