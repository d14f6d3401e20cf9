package unroll.app.console;

import java.util.ArrayList;
import java.util.List;

/**
 * A curve as tall as a line of text: a bar for each of the last numbers, between the lowest and the highest of them.
 */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int MOST = 12;

    private final List<Double> numbers = new ArrayList<>();

    /** Without any number. */
    public Sparkline() {
    }

    /** Adds a number; one that is not finite is left out. */
    public void add(double number) {
        if (Double.isFinite(number)) {
            numbers.add(number);
            if (numbers.size() > MOST) {
                numbers.removeFirst();
            }
        }
    }

    /** The curve; empty below two numbers, of which there is none. */
    public String text() {
        if (numbers.size() < 2) {
            return "";
        }
        double lowest = numbers.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double highest = numbers.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        StringBuilder text = new StringBuilder();
        for (double number : numbers) {
            double height = highest > lowest ? (number - lowest) / (highest - lowest) : 0;
            text.append(BARS.charAt((int) Math.round(height * (BARS.length() - 1))));
        }
        return text.toString();
    }
}
