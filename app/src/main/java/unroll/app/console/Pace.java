package unroll.app.console;

/**
 * How fast something goes now: its speed, averaged with a weight that halves every few seconds. A mean since the start
 * would tell of the first seconds, in which the JVM still compiles, for a long time.
 */
final class Pace {
    private static final double HALF_LIFE_SECONDS = 2;

    private double speed = Double.NaN;
    private long lastDone;
    private long lastNanos;

    /** Begins at a moment, of a clock in nanoseconds, with so much done before. */
    Pace(long done, long nanos) {
        lastDone = done;
        lastNanos = nanos;
    }

    /** Notes how much is done at a later moment. */
    void at(long done, long nanos) {
        double seconds = (nanos - lastNanos) * 1e-9;
        if (seconds > 0) {
            double now = (done - lastDone) / seconds;
            double kept = Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
            speed = Double.isNaN(speed) ? now : kept * speed + (1 - kept) * now;
            lastDone = done;
            lastNanos = nanos;
        }
    }

    /** Units a second; NaN where it is not known yet. */
    double speed() {
        return speed;
    }
}
