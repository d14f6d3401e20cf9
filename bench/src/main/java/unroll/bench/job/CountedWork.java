package unroll.bench.job;

/**
 * The floating-point operations of an epoch, as the project counts them whatever a backend leaves out (as products with
 * a first state of zeros): 2 x (3 g V H² a batch + 3 H (g H + 32) a token). A product counts three times, forward and for both gradients; the input's is that of
 * the table of V tokens, the output's is rounded up to 32 columns; nothing else counts.
 *
 * @param gates g
 * @param vocabulary V
 * @param hidden H
 */
public record CountedWork(int gates, int vocabulary, int hidden) {
    private static final int OUTPUT_COLUMNS = 32;

    /** The work of a job. */
    public static CountedWork of(Job job) {
        return new CountedWork(job.cell().gates(), job.vocabulary(), job.hidden());
    }

    /**
     * Operations of so many batches with so many tokens, padding left out.
     */
    public double flops(long batches, long tokens) {
        double h = hidden;
        return 2 * (3 * gates * vocabulary * h * h * batches + 3 * h * (gates * h + OUTPUT_COLUMNS) * tokens);
    }

    /** The least seconds at a rate in operations a second. */
    public double floor(long batches, long tokens, double flopsPerSecond) {
        return flops(batches, tokens) / flopsPerSecond;
    }
}
