package unroll.core.nn;

/**
 * The sizes of a language model.
 *
 * @param vocabularySize number of tokens, special ones included
 * @param embeddingSize width of the embedding
 * @param hiddenSize width of each part of the recurrent state
 * @param layers number of recurrent layers
 */
public record ModelSize(int vocabularySize, int embeddingSize, int hiddenSize, int layers) {
    /** The lecture's: one layer, an embedding as wide as the state. */
    public static ModelSize lecture(int vocabularySize, int hiddenSize) {
        return new ModelSize(vocabularySize, hiddenSize, hiddenSize, 1);
    }
}
