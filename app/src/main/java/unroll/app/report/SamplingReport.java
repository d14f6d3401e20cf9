package unroll.app.report;

import unroll.app.console.Numbers;
import unroll.app.job.SamplingJob;

/** What there is to say of samples. */
public final class SamplingReport {
    private SamplingReport() {
    }

    /** How many of them the model has seen in training. */
    public static String line(SamplingJob.Result result) {
        Integer known = result.known();
        return known == null
                ? "in the training data: unknown; " + result.reason()
                : "in the training data: " + Numbers.count(known) + " of " + Numbers.count(result.samples(), "sample");
    }
}
