package unroll.core.sample;

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
}
