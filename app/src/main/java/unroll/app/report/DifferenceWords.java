package unroll.app.report;

import java.util.Locale;
import unroll.core.statistics.PairedDifference;

/** What a difference of two variants is called, on terminals and pages alike. */
final class DifferenceWords {
    private static final String ZERO = "0.0000";

    private DifferenceWords() {
    }

    /** The mean of the difference, or none if it is not known. */
    static String mean(PairedDifference difference, String none) {
        return Double.isNaN(difference.difference().mean()) ? none : signed(difference.difference().mean());
    }

    /** The interval, or none where one seed cannot tell. */
    static String interval(PairedDifference difference, String none) {
        return switch (difference.verdict()) {
            case UNKNOWN -> none;
            default -> signed(difference.low()) + " to " + signed(difference.high());
        };
    }

    static String verdict(PairedDifference difference, String first, String second) {
        return isNothing(difference) ? "the same to four digits" : switch (difference.verdict()) {
            case FIRST_LOWER -> first + " is lower";
            case SECOND_LOWER -> second + " is lower";
            case WITHIN_NOISE -> "within the noise";
            case UNKNOWN -> "one seed cannot tell";
        };
    }

    /** Backends differ by rounding, and always to the same side: that is no difference of what is shown. */
    private static boolean isNothing(PairedDifference difference) {
        return signed(difference.low()).equals(ZERO) && signed(difference.high()).equals(ZERO);
    }

    private static String signed(double number) {
        String text = String.format(Locale.ROOT, "%+.4f", number);
        return text.substring(1).equals(ZERO) ? ZERO : text;
    }
}
