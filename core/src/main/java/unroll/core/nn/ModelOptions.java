package unroll.core.nn;

import unroll.api.error.UsageException;

/**
 * What a language model has beside its sizes.
 *
 * @param dropout share of each recurrent layer's output that training drops: between layers, as the argument of that
 *     name in torch.nn.LSTM, and before the projection to the vocabulary; at least 0 and below 1
 * @param tieWeights whether the projection to the vocabulary is the embedding's table (Press and Wolf, 2017), which
 *     takes an embedding as wide as the state
 * @param learnedState whether the state before the first token is learned, instead of being zero
 */
public record ModelOptions(double dropout, boolean tieWeights, boolean learnedState) {
    /** The lecture's: nothing of it. */
    public static final ModelOptions NONE = new ModelOptions(0, false, false);

    /**
     * Checks the share.
     *
     * @throws UsageException if it is out of range
     */
    public ModelOptions {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new UsageException("dropout must be at least 0 and below 1, found " + dropout);
        }
    }
}
