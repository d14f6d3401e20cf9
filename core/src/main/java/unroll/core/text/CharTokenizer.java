package unroll.core.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import unroll.api.error.DataException;
import unroll.api.error.ModelFormatException;
import unroll.api.text.Tokenizer;
import unroll.api.text.UnknownCharacterException;

/**
 * The lecture's tokenizer: each character (Unicode code point) is a token, and there are two more, the start/stop token
 * {@code [S]} and the padding token {@code [PAD]}. Learned from data, the vocabulary is the sorted characters, then
 * {@code [S]}, then {@code [PAD]}; for names in a-z that is a = 0 … z = 25, [S] = 26, [PAD] = 27.
 *
 * <p>The size of the vocabulary is bounded by Unicode alone. Text is taken as it is: nothing is folded or composed, so a
 * letter with a combining accent is two tokens.
 */
public final class CharTokenizer implements Tokenizer {
    static final String START_STOP = "[S]";
    static final String PAD = "[PAD]";

    private static final int SHOWN = 100;
    private static final int UNKNOWN = -1;
    /** Below this, ids are looked up instead of searched for. */
    private static final int FEW = 128;

    private final List<String> tokens;
    private final int startStop;
    private final int pad;
    /** The characters in order, and the id of each. */
    private final int[] characters;
    private final int[] ids;
    /** The id of each of the first characters of Unicode, or {@link #UNKNOWN}. */
    private final int[] idsOfFirst = new int[FEW];

    /**
     * The one way in, for what was learned and what was read alike.
     *
     * @param tokens the token of each id
     * @throws ModelFormatException if a special token is missing or comes twice, a character comes twice, or a token is
     * neither special nor one character
     */
    private CharTokenizer(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        this.startStop = only(tokens, START_STOP);
        this.pad = only(tokens, PAD);
        // Character and id in one number each, so that one sort brings equal characters together.
        long[] pairs = new long[tokens.size() - 2];
        int count = 0;
        for (int id = 0; id < tokens.size(); id++) {
            if (id != startStop && id != pad) {
                pairs[count++] = (long) character(tokens.get(id), id) << Integer.SIZE | id;
            }
        }
        Arrays.sort(pairs);
        this.characters = new int[count];
        this.ids = new int[count];
        Arrays.fill(idsOfFirst, UNKNOWN);
        for (int i = 0; i < count; i++) {
            characters[i] = (int) (pairs[i] >>> Integer.SIZE);
            ids[i] = (int) pairs[i];
            if (characters[i] < FEW) {
                idsOfFirst[characters[i]] = ids[i];
            }
            if (i > 0 && characters[i] == characters[i - 1]) {
                throw new ModelFormatException("tokenizer: ids " + ids[i - 1] + " and " + ids[i] + " are both "
                        + Printable.quoted(characters[i]) + "; expected each character once");
            }
        }
    }

    /**
     * Learns the vocabulary of some texts.
     *
     * @throws DataException if they have no character at all, or one that is half of a surrogate pair
     */
    public static CharTokenizer of(Collection<String> items) {
        BitSet seen = new BitSet();
        for (String item : items) {
            for (int i = 0; i < item.length(); i += Character.charCount(item.codePointAt(i))) {
                seen.set(item.codePointAt(i));
            }
        }
        if (seen.isEmpty()) {
            throw new DataException("a character tokenizer needs at least one character to learn from, found none in "
                    + items.size() + " items");
        }
        int half = seen.nextSetBit(Character.MIN_SURROGATE);
        if (half >= 0 && half <= Character.MAX_SURROGATE) {
            throw new DataException("the text has " + Printable.quoted(half)
                    + ", half of a surrogate pair, which is no character; decode it as UTF-8 or UTF-16 again");
        }
        String[] tokens = new String[seen.cardinality() + 2];
        int id = 0;
        for (int c = seen.nextSetBit(0); c >= 0; c = seen.nextSetBit(c + 1)) {
            tokens[id++] = Character.toString(c);
        }
        tokens[id++] = START_STOP;
        tokens[id] = PAD;
        return new CharTokenizer(Arrays.asList(tokens));
    }

    /**
     * Reads a tokenizer.json whose model is a WordLevel vocabulary of single characters, {@code [S]} and {@code [PAD]},
     * in any order.
     *
     * @throws ModelFormatException if it is not JSON, not such a vocabulary, or asks for what this tokenizer does not do
     */
    public static CharTokenizer fromJson(String json) {
        return new CharTokenizer(WordLevelReader.tokens(json));
    }

    @Override
    public int vocabularySize() {
        return tokens.size();
    }

    @Override
    public int startStop() {
        return startStop;
    }

    @Override
    public int pad() {
        return pad;
    }

    @Override
    public int[] encode(String text) {
        int[] result = new int[text.codePointCount(0, text.length())];
        for (int i = 0, at = 0; at < result.length; at++) {
            int character = text.codePointAt(i);
            int id = id(character);
            if (id == UNKNOWN) {
                throw new UnknownCharacterException(character, at, vocabulary());
            }
            result[at] = id;
            i += Character.charCount(character);
        }
        return result;
    }

    private int id(int character) {
        if (character < FEW) {
            return idsOfFirst[character];
        }
        int place = Arrays.binarySearch(characters, character);
        return place < 0 ? UNKNOWN : ids[place];
    }

    /**
     * {@inheritDoc}
     *
     * @throws DataException if an id is not in the vocabulary
     */
    @Override
    public String decode(int[] ids) {
        StringBuilder text = new StringBuilder(ids.length);
        for (int id : ids) {
            String token = token(id);
            if (id != startStop && id != pad) {
                text.append(token);
            }
        }
        return text.toString();
    }

    /**
     * {@inheritDoc}
     *
     * @throws DataException if the id is not in the vocabulary
     */
    @Override
    public String token(int id) {
        if (id < 0 || id >= tokens.size()) {
            throw new DataException("token id " + id + " is out of range: expected 0 to " + (tokens.size() - 1));
        }
        return tokens.get(id);
    }

    @Override
    public String toJson() {
        return WordLevelWriter.json(this);
    }

    /**
     * How many characters have a lower-case form that is also in the vocabulary: where it is large, lower-casing the
     * data would make the vocabulary smaller.
     */
    public int upperCaseTwins() {
        int twins = 0;
        for (int character : characters) {
            int lower = Character.toLowerCase(character);
            if (lower != character && Arrays.binarySearch(characters, lower) >= 0) {
                twins++;
            }
        }
        return twins;
    }

    /** Whether the other is a character tokenizer that gives every token the same id. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CharTokenizer that && tokens.equals(that.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    /** The characters and how many there are, in one line. */
    @Override
    public String toString() {
        return "CharTokenizer[" + vocabulary() + "]";
    }

    private String vocabulary() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, characters.length); i++) {
            text.append(Printable.plain(characters[i]));
        }
        return text.append(characters.length > SHOWN ? "…" : "").append(" (").append(characters.length)
                .append(characters.length == 1 ? " character)" : " characters)").toString();
    }

    private static int only(List<String> tokens, String special) {
        int id = tokens.indexOf(special);
        if (id < 0) {
            throw new ModelFormatException("tokenizer: expected the special token " + special
                    + ", found none among " + tokens.size() + " tokens");
        }
        if (tokens.lastIndexOf(special) != id) {
            throw new ModelFormatException("tokenizer: ids " + id + " and " + tokens.lastIndexOf(special) + " are both "
                    + special + "; expected it once");
        }
        return id;
    }

    private static int character(String token, int id) {
        int length = token.codePointCount(0, token.length());
        if (length != 1) {
            throw new ModelFormatException("tokenizer: expected one character as token " + id + ", found " + length
                    + ": " + Printable.quoted(token));
        }
        int character = token.codePointAt(0);
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            throw new ModelFormatException("tokenizer: expected a character as token " + id
                    + ", found half of a surrogate pair: " + Printable.quoted(character));
        }
        return character;
    }
}
