package unroll.app.console;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Numbers {
    private static final double LARGE = 1e3;
    private static final double HUGE = 1e6;
    private static final int MINUTE = 60;
    private static final double KIBIBYTE = 1 << 10;
    private static final double MEBIBYTE = 1 << 20;
    private static final double GIBIBYTE = 1 << 30;

    private Numbers() {
    }

    /** Digits in groups of three: {@code 25,626}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number and its noun: {@code 1 item}, {@code 2 items}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** A loss: {@code 2.0552}; a dash where there is none. */
    public static String loss(double loss) {
        if (Double.isNaN(loss)) {
            return "-";
        }
        double size = Math.abs(loss);
        return String.format(Locale.ROOT, size < LARGE ? "%.4f" : size < HUGE ? "%.1f" : "%.2e", loss);
    }

    /** A time: {@code 8.31 s}, {@code 2 min 05 s}. */
    public static String time(double seconds) {
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d min %02d s", whole / MINUTE, whole % MINUTE);
    }

    /** The size of a file: {@code 12 KiB}, {@code 134 MiB}. */
    public static String size(long bytes) {
        return bytes < MEBIBYTE
                ? String.format(Locale.ROOT, "%.0f KiB", Math.ceil(bytes / KIBIBYTE))
                : memory(bytes);
    }

    /** An amount of memory: {@code 512 MiB}, {@code 7.8 GiB}. */
    public static String memory(long bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.0f MiB", bytes / MEBIBYTE)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
