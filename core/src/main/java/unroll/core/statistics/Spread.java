package unroll.core.statistics;

/**
 * Mean and spread of a series.
 *
 * @param count numbers in it
 * @param mean arithmetic mean; NaN without numbers
 * @param standardDeviation of a sample: the root of the squared deviations' sum over count - 1; NaN below two numbers
 */
public record Spread(int count, double mean, double standardDeviation) {
    /** Of a series. */
    public static Spread of(double... numbers) {
        int n = numbers.length;
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        double mean = sum / n;
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return new Spread(n, mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)));
    }
}
