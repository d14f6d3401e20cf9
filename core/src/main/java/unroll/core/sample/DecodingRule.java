package unroll.core.sample;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/** Chooses the next token from scores. */
@FunctionalInterface
public interface DecodingRule {
    /**
     * Chooses.
     *
     * @param logits a score for each token; minus infinity for one that must not be chosen. May be changed.
     * @param uniform a random number in [0, 1)
     * @return the token
     */
    int choose(double[] logits, double uniform);

    /**
     * Chooses, with room to reckon in: what a rule overrides where it would have to make an array for each token.
     *
     * @param logits as above
     * @param uniform as above
     * @param room as long as the logits, whatever it holds
     * @return the token, the same as without room
     */
    default int choose(double[] logits, double uniform, double[] room) {
        return choose(logits, uniform);
    }

    /**
     * The usual rule: the scores are divided by the temperature, then cut to the k highest, then to those whose
     * probabilities reach p, and one of these is drawn. Temperature 0 takes the highest.
     *
     * @param topK at least 1, or null for all
     * @param topP above 0 and at most 1, or null for all
     * @throws UsageException if one is out of range
     */
    static DecodingRule of(double temperature, @Nullable Integer topK, @Nullable Double topP) {
        DecodingRule rule = new Multinomial(temperature);
        if (topP != null) {
            TopP nucleus = new TopP(topP, temperature, rule);
            rule = temperature > 0 ? nucleus : rule;
        }
        return topK == null ? rule : new TopK(topK, rule);
    }
}
