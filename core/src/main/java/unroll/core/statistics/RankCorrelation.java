package unroll.core.statistics;

import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Spearman's rank correlation (1904): Pearson's coefficient of the ranks, where ties share their mean rank. */
public final class RankCorrelation {
    private RankCorrelation() {
    }

    /**
     * The coefficient.
     *
     * @return from -1, one falls where the other rises, to 1; NaN where one of them is constant, or below two pairs
     * @throws IllegalArgumentException if one series is longer, or has a NaN
     */
    public static double spearman(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("paired series have the same length, found " + first.length + " and "
                    + second.length);
        }
        if (first.length < 2) {
            return Double.NaN;
        }
        return pearson(ranks(first), ranks(second));
    }

    private static double[] ranks(double[] numbers) {
        return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).apply(numbers);
    }

    private static double pearson(double[] x, double[] y) {
        // Ranks without gaps have the same mean in both series.
        double mean = (x.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }
}
