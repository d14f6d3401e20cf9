package unroll.core.sample;

import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;

/**
 * Draws from softmax(logits / temperature), as torch.multinomial of a softmax. Temperature 1 is the model's own
 * distribution, below 1 sharpens it, above 1 flattens it, 0 takes the most likely token.
 *
 * <p>What is drawn is defined by {@link StrictMath#exp}, and so the same everywhere. That takes ten times as long as
 * {@link QuickSoftmax}, which is asked first, and knows when it cannot be sure.
 */
public record Multinomial(double temperature) implements DecodingRule {
    /**
     * Checks the temperature.
     *
     * @throws UsageException if it is negative or not finite
     */
    public Multinomial {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new UsageException("--temperature must be a finite number, 0 or more, found " + temperature);
        }
    }

    @Override
    public int choose(double[] logits, double uniform) {
        return choose(logits, uniform, new double[logits.length]);
    }

    @Override
    public int choose(double[] logits, double uniform, double[] room) {
        int largest = largest(logits);
        double top = logits[largest];
        if (!Double.isFinite(top)) {
            throw new ModelFormatException("the model's scores are not finite numbers (the best is " + top
                    + "): it was saved by a run that diverged, or is damaged");
        }
        if (temperature == 0) {
            return largest;
        }
        int sure = QuickSoftmax.choose(logits, top, temperature, uniform, room);
        return sure == QuickSoftmax.UNSURE ? exactly(logits, largest, uniform) : sure;
    }

    /** The first of the highest scores; the last NaN, if there is one. */
    private static int largest(double[] logits) {
        int largest = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[largest] || Double.isNaN(logits[i])) {
                largest = i;
            }
        }
        return largest;
    }

    /** The definition. */
    private int exactly(double[] logits, int largest, double uniform) {
        double top = logits[largest];
        double total = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = StrictMath.exp((logits[i] - top) / temperature);
            total += logits[i];
        }
        double left = uniform * total;
        for (int i = 0; i < logits.length; i++) {
            left -= logits[i];
            if (left < 0) {
                return i;
            }
        }
        // Rounding can leave a crumb behind the last token of positive probability.
        return largest;
    }
}
