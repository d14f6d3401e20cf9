package unroll.core.data;

import java.util.List;
import unroll.api.error.DataException;
import unroll.api.text.Tokenizer;
import unroll.api.text.UnknownCharacterException;
import unroll.core.text.Printable;

/**
 * Items as pairs of input and target token: item {@code emma} has the inputs [S] e m m a and the targets e m m a [S].
 *
 * <p>All tokens lie one after another in one array, in 1, 2 or 4 bytes for each pair, whichever the vocabulary takes, and
 * 4 more for each item (its start). The [S] that ends an item is the [S] that begins the next, so inputs and targets share the array and a target is the token
 * after its input.
 */
public final class TokenSequences {
    private final TokenArray tokens;
    private final int[] starts;
    private final int startStop;
    private final int pad;
    private final int vocabularySize;
    private final int longest;

    private TokenSequences(TokenArray tokens, int[] starts, Tokenizer tokenizer) {
        this.tokens = tokens;
        this.starts = starts;
        this.startStop = tokenizer.startStop();
        this.pad = tokenizer.pad();
        this.vocabularySize = tokenizer.vocabularySize();
        int most = 0;
        for (int i = 0; i + 1 < starts.length; i++) {
            most = Math.max(most, starts[i + 1] - starts[i]);
        }
        this.longest = most;
    }

    /**
     * Encodes items.
     *
     * @throws DataException naming the item if it has a character that the tokenizer does not know (the cause is the
     * {@link UnknownCharacterException}), or if there are more tokens than one array holds
     */
    public static TokenSequences of(List<String> items, Tokenizer tokenizer) {
        TokenArray tokens = TokenArray.of(tokenizer.vocabularySize());
        int[] starts = new int[items.size() + 1];
        for (int i = 0; i < items.size(); i++) {
            starts[i] = tokens.size();
            tokens.add(tokenizer.startStop());
            for (int id : encode(items.get(i), tokenizer)) {
                tokens.add(id);
            }
        }
        starts[items.size()] = tokens.size();
        tokens.add(tokenizer.startStop());
        tokens.trim();
        return new TokenSequences(tokens, starts, tokenizer);
    }

    private static int[] encode(String text, Tokenizer tokenizer) {
        try {
            return tokenizer.encode(text);
        } catch (UnknownCharacterException e) {
            throw new DataException("item " + Printable.quoted(text) + ": " + e.getMessage(), e);
        }
    }

    /** How many items there are. */
    public int count() {
        return starts.length - 1;
    }

    /** The number of pairs of item {@code i}: its tokens and one more. */
    public int length(int i) {
        return starts[i + 1] - starts[i];
    }

    /** The input of pair {@code t} of item {@code i}, t from 0 and below its {@link #length}; not checked. */
    public int input(int i, int t) {
        return tokens.at(starts[i] + t);
    }

    /** The target of pair {@code t} of item {@code i}, t from 0 and below its {@link #length}; not checked. */
    public int target(int i, int t) {
        return tokens.at(starts[i] + t + 1);
    }

    /** The number of pairs of all items. */
    public long tokens() {
        return starts[starts.length - 1];
    }

    /** The id of [S]. */
    public int startStop() {
        return startStop;
    }

    /** The id of [PAD]. */
    public int pad() {
        return pad;
    }

    /** The number of tokens that there are, special ones included. */
    public int vocabularySize() {
        return vocabularySize;
    }

    /** The number of pairs of the longest item; 0 where there is none. */
    public int longest() {
        return longest;
    }
}
