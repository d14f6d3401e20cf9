package unroll.bench.device;

/**
 * The time that all figures together may take.
 *
 * @param begin when it began, by {@link System#nanoTime()}
 * @param seconds how long it is; infinite without a limit
 */
record Budget(long begin, double seconds) {
    private static final double NANOSECONDS = 1e9;

    /** One that begins now. */
    static Budget of(double seconds) {
        return new Budget(System.nanoTime(), seconds);
    }

    /** Seconds that are left, which may be less than none. */
    double left() {
        return seconds - (System.nanoTime() - begin) / NANOSECONDS;
    }
}
