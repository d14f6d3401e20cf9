package unroll.core.config;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/**
 * The model of a run. Immutable.
 *
 * @param cell the recurrent cell
 * @param layers recurrent layers, 1 to 1,000
 * @param hiddenSize width of the hidden state, at least 1
 * @param embeddingSize width of the embedding, at least 1, or null for that of the hidden state
 * @param dropout share of each recurrent layer's output that training drops, at least 0 and below 1
 * @param tieWeights whether the projection to the vocabulary is the embedding's table, which must then be as wide as
 *     the hidden state
 * @param learnedState whether the state before the first token is learned, instead of being zero
 */
public record ModelConfig(Choice cell, int layers, int hiddenSize, @Nullable Integer embeddingSize, double dropout,
        boolean tieWeights, boolean learnedState) {
    /** The lecture's. */
    public static final ModelConfig LECTURE = new ModelConfig(Choice.of("notebook"), 1, 96, null, 0, false, false);

    private static final int MOST_LAYERS = 1000;

    /**
     * Checks the ranges.
     *
     * @throws UsageException naming the first setting that is out of range, what is allowed and what was found
     */
    public ModelConfig {
        ConfigKey.LAYERS.check(layers);
        if (layers > MOST_LAYERS) {
            throw new InvalidSetting(names -> names.of(ConfigKey.LAYERS) + " must be at most " + MOST_LAYERS
                    + ", found " + layers);
        }
        ConfigKey.HIDDEN_SIZE.check(hiddenSize);
        if (embeddingSize != null) {
            ConfigKey.EMBEDDING_SIZE.check(embeddingSize);
        }
        ConfigKey.DROPOUT.check(dropout);
        if (tieWeights && embeddingSize != null && embeddingSize != hiddenSize) {
            throw new InvalidSetting(names -> names.of(ConfigKey.TIE_WEIGHTS)
                    + " needs an embedding as wide as the hidden state, " + hiddenSize + ", found "
                    + names.of(ConfigKey.EMBEDDING_SIZE) + " " + embeddingSize + "; leave out one of the two");
        }
    }

    /** The width of the embedding, whether it was chosen or is that of the hidden state. */
    public int embeddingWidth() {
        return embeddingSize == null ? hiddenSize : embeddingSize;
    }
}
