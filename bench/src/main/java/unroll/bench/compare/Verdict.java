package unroll.bench.compare;

import java.util.Locale;

/**
 * A number that something asks for.
 *
 * @param what is measured
 * @param found the number
 * @param bound what it must reach
 * @param least whether the bound is the least that will do; else it is the most
 * @param unit behind numbers
 */
record Verdict(String what, double found, double bound, boolean least, String unit) {
    /** That a number must be at least so large. */
    static Verdict atLeast(String what, double found, double bound, String unit) {
        return new Verdict(what, found, bound, true, unit);
    }

    /** That a number must be at most so large. */
    static Verdict atMost(String what, double found, double bound, String unit) {
        return new Verdict(what, found, bound, false, unit);
    }

    /** Whether it is met; what is not a number meets nothing. */
    boolean holds() {
        return least ? found >= bound : found <= bound;
    }

    /** A line of a report. */
    String line() {
        return String.format(Locale.ROOT, "  %-42s %8s  %s %s  %s", what, number(found) + unit,
                least ? "at least" : "at most", number(bound) + unit, holds() ? "met" : "MISSED");
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
