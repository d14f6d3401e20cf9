package unroll.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.DataException;
import unroll.api.text.Tokenizer;
import unroll.api.text.UnknownCharacterException;
import unroll.core.text.CharTokenizer;

class TokenSequencesTest {
    private static final CharTokenizer LETTERS = CharTokenizer.of(List.of("abcdefghijklmnopqrstuvwxyz"));

    @Test
    void anItemHasAPairForEachCharacterAndOneMore() {
        // The lecture's table: [S] e m m a in, e m m a [S] out.
        TokenSequences data = TokenSequences.of(List.of("emma", "", "ava"), LETTERS);
        assertEquals(3, data.count());
        assertPairs(data, 0, new int[] {26, 4, 12, 12, 0}, new int[] {4, 12, 12, 0, 26});
        assertPairs(data, 1, new int[] {26}, new int[] {26});
        assertPairs(data, 2, new int[] {26, 0, 21, 0}, new int[] {0, 21, 0, 26});
        assertEquals(10, data.tokens());
        assertEquals(5, data.longest());
        assertEquals(26, data.startStop());
        assertEquals(27, data.pad());
        assertEquals(28, data.vocabularySize());
    }

    @Test
    void noItemsAreNoTokens() {
        TokenSequences data = TokenSequences.of(List.of(), LETTERS);
        assertEquals(0, data.count());
        assertEquals(0, data.tokens());
        assertEquals(0, data.longest());
    }

    @Test
    void charactersBeyondTheBasicPlaneAreOneToken() {
        TokenSequences data = TokenSequences.of(List.of("😀a", "a"), CharTokenizer.of(List.of("😀a")));
        assertPairs(data, 0, new int[] {2, 1, 0}, new int[] {1, 0, 2});
        assertPairs(data, 1, new int[] {2, 0}, new int[] {0, 2});
    }

    @Test
    void aTokenizerMayMakeMoreTokensThanThereAreCharacters() {
        TokenSequences data = TokenSequences.of(List.of("ab", "c", "abcabcabc"), new Thrice());
        assertEquals(6 + 1 + 3 + 1 + 27 + 1, data.tokens());
        assertPairs(data, 1, new int[] {26, 2, 2, 2}, new int[] {2, 2, 2, 26});
        assertEquals(28, data.length(2));
        assertEquals(26, data.target(2, 27));
        assertEquals(2, data.target(2, 26));
    }

    /** Ids on either side of what one and two bytes hold. */
    @ParameterizedTest
    @ValueSource(ints = {3, 256, 257, 65_536, 65_537, 1 << 20})
    void anyVocabularyIsHeldWhole(int vocabularySize) {
        Tokenizer wide = new LastIds(vocabularySize);
        TokenSequences data = TokenSequences.of(List.of("ab", "b"), wide);
        int last = vocabularySize - 1;
        assertPairs(data, 0, new int[] {last, 0, last - 1}, new int[] {0, last - 1, last});
        assertPairs(data, 1, new int[] {last, last - 1}, new int[] {last - 1, last});
    }

    /** a is the first id, everything else the last but one; the last is [S]. */
    private record LastIds(int vocabularySize) implements Tokenizer {
        @Override
        public int startStop() {
            return vocabularySize - 1;
        }

        @Override
        public int pad() {
            return 1;
        }

        @Override
        public int[] encode(String text) {
            return text.chars().map(c -> c == 'a' ? 0 : vocabularySize - 2).toArray();
        }

        @Override
        public String decode(int[] ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String token(int id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toJson() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void anUnknownCharacterIsNamedWithItsItem() {
        DataException e = assertThrows(DataException.class,
                () -> TokenSequences.of(List.of("emma", "zo\u00eb\t"), LETTERS));
        assertEquals("item 'zo\u00eb<U+0009>': character '\u00eb' (U+00EB) at position 3 is not in the vocabulary:"
                + " abcdefghijklmnopqrstuvwxyz (26 characters)", e.getMessage());
        assertEquals(2, assertInstanceOf(UnknownCharacterException.class, e.getCause()).position());
    }

    private static void assertPairs(TokenSequences data, int i, int[] inputs, int[] targets) {
        assertEquals(inputs.length, data.length(i));
        for (int t = 0; t < inputs.length; t++) {
            assertEquals(inputs[t], data.input(i, t), "input " + t + " of item " + i);
            assertEquals(targets[t], data.target(i, t), "target " + t + " of item " + i);
        }
    }

    /** Says every letter three times. */
    private static final class Thrice implements Tokenizer {
        @Override
        public int vocabularySize() {
            return LETTERS.vocabularySize();
        }

        @Override
        public int startStop() {
            return LETTERS.startStop();
        }

        @Override
        public int pad() {
            return LETTERS.pad();
        }

        @Override
        public int[] encode(String text) {
            int[] once = LETTERS.encode(text);
            int[] ids = new int[3 * once.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = once[i / 3];
            }
            return ids;
        }

        @Override
        public String decode(int[] ids) {
            return LETTERS.decode(ids);
        }

        @Override
        public String token(int id) {
            return LETTERS.token(id);
        }

        @Override
        public String toJson() {
            return LETTERS.toJson();
        }
    }
}
