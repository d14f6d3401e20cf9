package unroll.core.data;

import java.util.Arrays;
import java.util.List;
import unroll.api.error.DataException;
import unroll.api.text.Tokenizer;
import unroll.api.text.UnknownCharacterException;
import unroll.core.text.Printable;

/**
 * Items as pairs of input and target token: item {@code emma} has the inputs [S] e m m a and the targets e m m a [S].
 *
 * <p>All tokens lie one after another in one array, 4 bytes for each pair, and 4 more for each item (its start). The [S]
 * that ends an item is the [S] that begins the next, so inputs and targets share the array and a target is the token
 * after its input.
 */
public final class TokenSequences {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final int[] tokens;
    private final int[] starts;
    private final int startStop;
    private final int pad;
    private final int vocabularySize;
    private final int longest;

    private TokenSequences(int[] tokens, int[] starts, Tokenizer tokenizer) {
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
        int[] tokens = new int[capacity(items)];
        int[] starts = new int[items.size() + 1];
        int item = 0;
        int end = 0;
        for (String text : items) {
            starts[item++] = end;
            int[] ids = encode(text, tokenizer);
            tokens = room(tokens, (long) end + ids.length + 2);
            tokens[end] = tokenizer.startStop();
            System.arraycopy(ids, 0, tokens, end + 1, ids.length);
            end += ids.length + 1;
        }
        starts[item] = end;
        tokens[end] = tokenizer.startStop();
        return new TokenSequences(tokens, starts, tokenizer);
    }

    private static int capacity(List<String> items) {
        long characters = 1;
        for (String item : items) {
            characters += item.length() + 1;
        }
        // Right for tokens that are characters; others may need fewer, or more and then the array grows.
        return (int) Math.min(characters, LARGEST_ARRAY);
    }

    private static int[] room(int[] tokens, long needed) {
        if (needed <= tokens.length) {
            return tokens;
        }
        if (needed > LARGEST_ARRAY) {
            throw new DataException("the data has more than " + LARGEST_ARRAY
                    + " tokens, which is more than one array holds; take fewer items");
        }
        return Arrays.copyOf(tokens, (int) Math.min(LARGEST_ARRAY, Math.max(needed, tokens.length * 3L / 2)));
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
        return tokens[starts[i] + t];
    }

    /** The target of pair {@code t} of item {@code i}, t from 0 and below its {@link #length}; not checked. */
    public int target(int i, int t) {
        return tokens[starts[i] + t + 1];
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
