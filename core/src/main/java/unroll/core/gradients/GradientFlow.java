package unroll.core.gradients;

/**
 * The size of d s_t / d s_k by the distance t - k, s being the whole state, over some sequences. Sizes are natural
 * logarithms of geometric means; negative infinity stands for a gradient of zero.
 *
 * @param logSpectral by distance from 0: the largest singular value
 * @param logRms by distance from 0: the root of the mean of the squared singular values, by which a gradient of random
 *     direction changes
 * @param logLowest by distance from 0: the lowest of the sequences' largest singular values
 * @param logHighest by distance from 0: the highest of them
 */
public record GradientFlow(double[] logSpectral, double[] logRms, double[] logLowest, double[] logHighest) {
    /** The largest distance. */
    public int steps() {
        return logSpectral.length - 1;
    }

    /** The largest singular value at a distance; 0 where it is below what a double holds. */
    public double spectral(int distance) {
        return Math.exp(logSpectral[distance]);
    }

    /** The root mean square of the singular values at a distance; 0 where it is below what a double holds. */
    public double rms(int distance) {
        return Math.exp(logRms[distance]);
    }

    /**
     * The factor a step by which the largest singular value changes: e to the slope of the least-squares line through its
     * logarithm over the distances from 1 on. NaN where fewer than two of them are finite.
     */
    public double decay() {
        int count = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int distance = 1; distance < logSpectral.length; distance++) {
            double y = logSpectral[distance];
            if (Double.isFinite(y)) {
                count++;
                sumX += distance;
                sumY += y;
                sumXx += (double) distance * distance;
                sumXy += distance * y;
            }
        }
        double spread = count * sumXx - sumX * sumX;
        return count < 2 ? Double.NaN : Math.exp((count * sumXy - sumX * sumY) / spread);
    }
}
