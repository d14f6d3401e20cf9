package unroll.core.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.core.statistics.PairedDifference.Verdict;

class StatisticsTest {
    /** Additional hours of sleep by two drugs in ten patients: Student's own example (Biometrika 6, 1908, page 20). */
    private static final double[] DRUG_1 = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    private static final double[] DRUG_2 = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    @Test
    void spreadIsThatOfStudentsExample() {
        Spread spread = Spread.of(DRUG_2);
        assertEquals(10, spread.count());
        assertEquals(2.33, spread.mean(), 1e-12);
        assertEquals(2.002249, spread.standardDeviation(), 1e-6);
    }

    @Test
    void oneNumberHasNoSpread() {
        assertTrue(Double.isNaN(Spread.of(3.5).standardDeviation()));
        assertEquals(3.5, Spread.of(3.5).mean());
        assertTrue(Double.isNaN(Spread.of().mean()));
    }

    /** R's t.test(extra ~ group, paired): the interval from -2.4598858 to -0.7001142. */
    @Test
    void theIntervalIsThatOfStudentsExample() {
        PairedDifference difference = PairedDifference.of(DRUG_1, DRUG_2);
        assertEquals(-1.58, difference.difference().mean(), 1e-12);
        assertEquals(-2.4598858, difference.low(), 1e-7);
        assertEquals(-0.7001142, difference.high(), 1e-7);
        assertEquals(Verdict.FIRST_LOWER, difference.verdict());
        assertEquals(Verdict.SECOND_LOWER, PairedDifference.of(DRUG_2, DRUG_1).verdict());
    }

    /** The tables' t for two degrees of freedom is 4.303. */
    @Test
    void threeSeedsNeedALargeDifference() {
        PairedDifference difference = PairedDifference.of(new double[] {2, 2, 2}, new double[] {1, 2, 3});
        assertEquals(4.303 / Math.sqrt(3), difference.high(), 1e-3);
        assertEquals(Verdict.WITHIN_NOISE, difference.verdict());
    }

    @Test
    void onePairCannotTell() {
        assertEquals(Verdict.UNKNOWN, PairedDifference.of(new double[] {1}, new double[] {2}).verdict());
        assertEquals(Verdict.UNKNOWN, PairedDifference.of(new double[0], new double[0]).verdict());
    }

    @Test
    void equalSeriesAreWithinTheNoise() {
        assertEquals(Verdict.WITHIN_NOISE, PairedDifference.of(DRUG_1, DRUG_1).verdict());
    }

    /** Hours of television and IQ of ten people: the example of many textbooks, -29/165. */
    @Test
    void ranksCorrelateAsInTheTextbook() {
        double[] iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
        assertEquals(-29.0 / 165, RankCorrelation.spearman(iq, hours), 1e-12);
    }

    /** With ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5). */
    @Test
    void tiesShareTheirMeanRank() {
        assertEquals(4.5 / Math.sqrt(4.5 * 5),
                RankCorrelation.spearman(new double[] {1, 2, 2, 9}, new double[] {10, 30, 20, 40}), 1e-12);
    }

    @Test
    void whatIsConstantCorrelatesWithNothing() {
        assertTrue(Double.isNaN(RankCorrelation.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3})));
        assertTrue(Double.isNaN(RankCorrelation.spearman(new double[] {1}, new double[] {2})));
    }

    @Test
    void seriesOfDifferentLengthAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> PairedDifference.of(DRUG_1, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> RankCorrelation.spearman(DRUG_1, new double[] {1}));
    }
}
