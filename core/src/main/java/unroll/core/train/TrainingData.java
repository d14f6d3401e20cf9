package unroll.core.train;

import unroll.api.error.DataException;
import unroll.api.text.Tokenizer;
import unroll.core.data.Split;
import unroll.core.data.TokenSequences;

/** The three splits as tokens. */
public record TrainingData(TokenSequences train, TokenSequences dev, TokenSequences test) {
    private static final int ALWAYS_ENOUGH = 10;

    /**
     * Encodes a split.
     *
     * @throws DataException if a part is empty
     */
    public static TrainingData of(Split split, Tokenizer tokenizer) {
        int all = split.train().size() + split.dev().size() + split.test().size();
        if (split.train().isEmpty() || split.dev().isEmpty() || split.test().isEmpty()) {
            throw new DataException("the data has " + all + (all == 1 ? " line" : " lines") + ", which split into "
                    + split.train().size() + " to train, " + split.dev().size() + " dev and " + split.test().size()
                    + " test, and none may be empty; " + ALWAYS_ENOUGH + " lines are always enough");
        }
        return new TrainingData(TokenSequences.of(split.train(), tokenizer),
                TokenSequences.of(split.dev(), tokenizer), TokenSequences.of(split.test(), tokenizer));
    }
}
