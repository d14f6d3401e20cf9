package unroll.core.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean difference of two series that belong together number by number, with its confidence interval after Student
 * (1908): mean ± t · s / √n, where s is the differences' standard deviation and t the quantile of the t distribution
 * with n - 1 degrees of freedom. Pairing takes out what both numbers of a pair share. Differences are taken to be
 * normal, which a handful of them cannot show.
 *
 * @param difference mean and spread of first minus second
 * @param low lower end of the interval; NaN below two pairs
 * @param high upper end of the interval; NaN below two pairs
 */
public record PairedDifference(Spread difference, double low, double high) {
    /** Share of such intervals that hold the true mean. */
    public static final double CONFIDENCE = 0.95;

    /** What the interval says. */
    public enum Verdict {
        /** The first is lower by more than the noise. */
        FIRST_LOWER,
        /** The second is lower by more than the noise. */
        SECOND_LOWER,
        /** The interval holds 0: the noise can explain the difference. */
        WITHIN_NOISE,
        /** Below two pairs the noise is not known. */
        UNKNOWN
    }

    /**
     * Of two series.
     *
     * @throws IllegalArgumentException if one is longer
     */
    public static PairedDifference of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("paired series have the same length, found " + first.length + " and "
                    + second.length);
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = first[i] - second[i];
        }
        Spread spread = Spread.of(differences);
        if (spread.count() < 2) {
            return new PairedDifference(spread, Double.NaN, Double.NaN);
        }
        double quantile = TDistribution.of(spread.count() - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double half = quantile * spread.standardDeviation() / Math.sqrt(spread.count());
        return new PairedDifference(spread, spread.mean() - half, spread.mean() + half);
    }

    /** What it says; a bound of 0 is noise. */
    public Verdict verdict() {
        if (Double.isNaN(low)) {
            return Verdict.UNKNOWN;
        }
        return high < 0 ? Verdict.FIRST_LOWER : low > 0 ? Verdict.SECOND_LOWER : Verdict.WITHIN_NOISE;
    }
}
