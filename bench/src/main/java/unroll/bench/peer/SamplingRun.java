package unroll.bench.peer;

import java.io.PrintStream;
import java.util.function.IntUnaryOperator;

/** Times sampling; writes {@code @WORD TOKENS_PER_SECOND}. */
public final class SamplingRun {
    /** Characters after which a sample is cut. */
    public static final int LONGEST = 100;

    private static final double WARM_SECONDS = 4;
    private static final double SECONDS = 2;
    private static final double NANO = 1e-9;

    private SamplingRun() {
    }

    /**
     * Samples for some seconds, of which the first are not counted.
     *
     * @param sample makes the sample, or samples, of a number and returns how many tokens it drew
     */
    public static void time(PrintStream out, String word, IntUnaryOperator sample) {
        int number = 0;
        long cold = 0;
        long start = System.nanoTime();
        while ((System.nanoTime() - start) * NANO < WARM_SECONDS) {
            cold += sample.applyAsInt(number++);
        }
        long tokens = cold;
        long warm = System.nanoTime();
        double seconds = 0;
        while (seconds < SECONDS) {
            tokens += sample.applyAsInt(number++);
            seconds = (System.nanoTime() - warm) * NANO;
        }
        out.println("@" + word + " " + (tokens - cold) / seconds);
        out.flush();
    }
}
