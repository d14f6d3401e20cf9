package unroll.core.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.DataException;
import unroll.api.text.UnknownCharacterException;

class CharTokenizerTest {
    private static final CharTokenizer LETTERS = CharTokenizer.of(List.of("zyxwvutsrqponm", "abcdefghijklm"));

    @Test
    void theVocabularyIsTheSortedCharactersThenStartStopThenPad() {
        assertEquals(28, LETTERS.vocabularySize());
        for (char c = 'a'; c <= 'z'; c++) {
            assertEquals(String.valueOf(c), LETTERS.token(c - 'a'));
        }
        assertEquals(26, LETTERS.startStop());
        assertEquals("[S]", LETTERS.token(26));
        assertEquals(27, LETTERS.pad());
        assertEquals("[PAD]", LETTERS.token(27));
    }

    @Test
    void charactersAreCodePointsInTheirOrder() {
        // U+FF21 comes after the emoji in the order of UTF-16 units, before it in the order of code points.
        CharTokenizer tokenizer = CharTokenizer.of(List.of("😀Ａ", "aé", ""));
        assertEquals(6, tokenizer.vocabularySize());
        assertEquals("Ａ", tokenizer.token(2));
        assertEquals("😀", tokenizer.token(3));
        assertArrayEquals(new int[] {3, 0, 3}, tokenizer.encode("😀a😀"));
        assertEquals("😀a😀", tokenizer.decode(new int[] {3, 0, 3}));
    }

    @Test
    void encodingAddsAndDecodingLeavesOutSpecialTokens() {
        assertArrayEquals(new int[] {4, 12, 12, 0}, LETTERS.encode("emma"));
        assertArrayEquals(new int[0], LETTERS.encode(""));
        assertEquals("emma", LETTERS.decode(new int[] {26, 4, 12, 12, 0, 26, 27, 27}));
    }

    @Test
    void theLettersOfASpecialTokenAreCharacters() {
        CharTokenizer tokenizer = CharTokenizer.of(List.of("[S]", "[PAD]"));
        assertEquals("[S][PAD]", tokenizer.decode(tokenizer.encode("[S][PAD]")));
        assertEquals(8, tokenizer.encode("[S][PAD]").length);
    }

    @Test
    void anUnknownCharacterIsNamedWithItsPlace() {
        UnknownCharacterException e = assertThrows(UnknownCharacterException.class, () -> LETTERS.encode("zoë"));
        assertEquals(0xEB, e.codePoint());
        assertEquals(2, e.position());
        assertEquals("character 'ë' (U+00EB) at position 3 is not in the vocabulary: abcdefghijklmnopqrstuvwxyz"
                + " (26 characters)", e.getMessage());
        CharTokenizer emoji = CharTokenizer.of(List.of("😀"));
        assertEquals(2, assertThrows(UnknownCharacterException.class, () -> emoji.encode("😀😀a")).position());
    }

    @Test
    void aLargeVocabularyIsShownShortened() {
        StringBuilder many = new StringBuilder("\t");
        for (int c = 0x4E00; c < 0x4E00 + 5_000; c++) {
            many.appendCodePoint(c);
        }
        CharTokenizer tokenizer = CharTokenizer.of(List.of(many.toString()));
        assertEquals(5_003, tokenizer.vocabularySize());
        String message = assertThrows(UnknownCharacterException.class, () -> tokenizer.encode("a")).getMessage();
        assertTrue(message.endsWith("… (5001 characters)"), message);
        assertTrue(message.contains("<U+0009>一"), message);
        assertTrue(message.length() < 250, message);
    }

    @Test
    void nothingToLearnFromIsRefused() {
        assertEquals("a character tokenizer needs at least one character to learn from, found none in 2 items",
                assertThrows(DataException.class, () -> CharTokenizer.of(List.of("", ""))).getMessage());
        assertThrows(DataException.class, () -> CharTokenizer.of(List.of()));
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        for (String half : List.of("a\uD83D", "\uDE00a")) {
            assertTrue(assertThrows(DataException.class, () -> CharTokenizer.of(List.of(half))).getMessage()
                    .contains("half of a surrogate pair"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 28, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anIdOutsideTheVocabularyIsRefused(int id) {
        String expected = "token id " + id + " is out of range: expected 0 to 27";
        assertEquals(expected, assertThrows(DataException.class, () -> LETTERS.token(id)).getMessage());
        int[] ids = {0, id};
        assertEquals(expected, assertThrows(DataException.class, () -> LETTERS.decode(ids)).getMessage());
    }

    @Test
    void upperCaseTwinsAreCounted() {
        assertEquals(0, LETTERS.upperCaseTwins());
        assertEquals(2, CharTokenizer.of(List.of("EmmaÉQ", "éte")).upperCaseTwins());
        // U+1E9E has the lower-case form ß.
        assertEquals(1, CharTokenizer.of(List.of("ßẞ")).upperCaseTwins());
    }

    @Test
    void equalVocabulariesAreEqual() {
        CharTokenizer same = CharTokenizer.of(List.of("abcdefghijklmnopqrstuvwxyz"));
        assertEquals(LETTERS, same);
        assertEquals(LETTERS.hashCode(), same.hashCode());
        assertNotEquals(LETTERS, CharTokenizer.of(List.of("abc")));
        assertEquals("CharTokenizer[abc (3 characters)]", CharTokenizer.of(List.of("cab")).toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void decodingUndoesEncoding(long seed) {
        Random random = new Random(seed);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            StringBuilder item = new StringBuilder();
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                int c = random.nextInt(Character.MAX_CODE_POINT + 1);
                item.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 'a' : c);
            }
            items.add(item.toString());
        }
        CharTokenizer tokenizer = CharTokenizer.of(items);
        CharTokenizer read = CharTokenizer.fromJson(tokenizer.toJson());
        assertEquals(tokenizer, read, () -> "seed " + seed);
        for (String item : items) {
            assertEquals(item, tokenizer.decode(tokenizer.encode(item)), () -> "seed " + seed);
            assertArrayEquals(tokenizer.encode(item), read.encode(item), () -> "seed " + seed);
        }
    }
}
