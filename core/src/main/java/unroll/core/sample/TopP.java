package unroll.core.sample;

import java.util.Arrays;
import unroll.api.error.UsageException;

/**
 * Nucleus sampling (Holtzman et al., The Curious Case of Neural Text Degeneration, 2019): leaves the fewest tokens whose
 * probabilities together reach p to another rule. Of tokens with the same probability the first come first.
 *
 * @param p a probability, above 0 and at most 1; 1 leaves all
 * @param temperature what the scores are divided by before their softmax, above 0: that of the rule which draws
 * @param next chooses among them
 */
public record TopP(double p, double temperature, DecodingRule next) implements DecodingRule {
    /**
     * Checks the ranges.
     *
     * @throws UsageException if {@code p} is out of range
     */
    public TopP {
        if (!(p > 0 && p <= 1)) {
            throw new UsageException("--top-p must be above 0 and at most 1, found " + p);
        }
    }

    @Override
    public int choose(double[] logits, double uniform) {
        return choose(logits, uniform, new double[logits.length]);
    }

    @Override
    public int choose(double[] logits, double uniform, double[] room) {
        if (p < 1) {
            keepNucleus(logits, room);
        }
        return next.choose(logits, uniform, room);
    }

    private void keepNucleus(double[] logits, double[] sorted) {
        System.arraycopy(logits, 0, sorted, 0, logits.length);
        Arrays.sort(sorted);
        double top = sorted[sorted.length - 1];
        if (!Double.isFinite(top)) {
            // nothing to keep; what draws says why
            return;
        }
        double total = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            total += probability(sorted[i], top);
        }
        double reached = 0;
        int kept = 0;
        while (kept < sorted.length && reached < p * total) {
            kept++;
            reached += probability(sorted[sorted.length - kept], top);
        }
        double least = sorted[sorted.length - kept];
        int ties = 0;
        for (int i = sorted.length - kept; i < sorted.length && sorted[i] == least; i++) {
            ties++;
        }
        for (int i = 0; i < logits.length; i++) {
            boolean isTie = logits[i] == least;
            if (logits[i] < least || (isTie && ties == 0)) {
                logits[i] = Double.NEGATIVE_INFINITY;
            } else if (isTie) {
                ties--;
            }
        }
    }

    private double probability(double logit, double top) {
        return StrictMath.exp((logit - top) / temperature);
    }
}
