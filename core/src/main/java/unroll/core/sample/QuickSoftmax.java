package unroll.core.sample;

/**
 * Draws from a softmax by exponentials that are only nearly right. Where the draw falls within their error of a boundary
 * between two tokens, it says so, and the caller reckons exactly: what is drawn never depends on this class.
 *
 * <p>e^x is taken as (e^(x/1024))^1024: a polynomial and ten squarings, which the compiler makes vectors of. For x from
 * -64 to 0 the polynomial's relative error is below (1/16)^7 / 7! = 8e-13, times 1024 after the squarings; below
 * -64 the power itself is less than 2e-28 and stays as it is there.
 */
final class QuickSoftmax {
    /** The answer where the draw is too near a boundary. */
    static final int UNSURE = -1;

    /** More than the error of any sum, as a share of the total: 1e-9 of each term, and 2^-52 for each of few additions. */
    private static final double MARGIN = 1e-8;
    private static final double LOWEST = -64;
    private static final double PART = 1.0 / 1024;

    private QuickSoftmax() {
    }

    /**
     * Chooses.
     *
     * @param logits a score for each token, not changed
     * @param top the highest of them, finite
     * @param temperature above 0
     * @param uniform a random number in [0, 1)
     * @param room as long as the logits
     * @return the token, or {@link #UNSURE}
     */
    static int choose(double[] logits, double top, double temperature, double uniform, double[] room) {
        int n = logits.length;
        powers(logits, top, 1 / temperature, room, n);
        double total = sum(room, n);
        double margin = MARGIN * total;
        double left = uniform * total;
        for (int i = 0; i < n; i++) {
            left -= room[i];
            // What was left before this token was more than the margin, or all of the draw.
            if (left < margin) {
                return left < -margin ? i : UNSURE;
            }
        }
        return UNSURE;
    }

    private static void powers(double[] logits, double top, double scale, double[] room, int n) {
        for (int i = 0; i < n; i++) {
            double x = Math.max((logits[i] - top) * scale, LOWEST) * PART;
            double e = Math.fma(x, 1.0 / 720, 1.0 / 120);
            e = Math.fma(x, e, 1.0 / 24);
            e = Math.fma(x, e, 1.0 / 6);
            e = Math.fma(x, e, 0.5);
            e = Math.fma(x, e, 1);
            e = Math.fma(x, e, 1);
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            room[i] = e * e;
        }
    }

    /** Four sums at a time, because one has to wait for each of its steps. */
    private static double sum(double[] a, int n) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            sum0 += a[i];
            sum1 += a[i + 1];
            sum2 += a[i + 2];
            sum3 += a[i + 3];
        }
        for (; i < n; i++) {
            sum0 += a[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }
}
