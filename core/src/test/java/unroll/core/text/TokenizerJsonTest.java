package unroll.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.ModelFormatException;

class TokenizerJsonTest {
    private static final CharTokenizer SMALL = CharTokenizer.of(List.of("a\"\\b", "\t é😀", "<\u2028>"));
    private static final String AB = CharTokenizer.of(List.of("ab")).toJson();
    /** A text, and what Hugging Face's tokenizers 0.23.2 made of it with tokenizer-written.json, without [S]. */
    private static final String TEXT = "é😀 a\t\"\\<\u2028>b";
    private static final int[] LIBRARY_IDS = {8, 10, 1, 6, 0, 2, 5, 3, 9, 4, 7};
    private static final String VOCAB = "\"a\" : 0,\n      \"b\" : 1,\n      \"[S]\" : 2,\n      \"[PAD]\" : 3";

    @Test
    void theDocumentIsTheOneThatTheLibraryLoaded() throws IOException {
        assertEquals(resource("tokenizer-written.json"), SMALL.toJson());
        assertArrayEquals(LIBRARY_IDS, SMALL.encode(TEXT));
    }

    @Test
    void whatTheLibrarySavedIsRead() throws IOException {
        CharTokenizer read = CharTokenizer.fromJson(resource("tokenizer-saved-by-library.json"));
        assertEquals(SMALL, read);
        assertArrayEquals(LIBRARY_IDS, read.encode(TEXT));
    }

    @Test
    void writingAndReadingComeBackToTheSame() {
        CharTokenizer read = CharTokenizer.fromJson(SMALL.toJson());
        assertEquals(SMALL, read);
        assertEquals(SMALL.toJson(), read.toJson());
        assertFalse(SMALL.toJson().contains("\r"));
    }

    @Test
    void idsMayStandInAnyOrder() {
        String other = AB.replace(VOCAB, "\"[PAD]\": 0, \"b\": 1, \"[S]\": 3, \"a\": 2")
                .replace("\"id\" : 2", "\"id\" : 3")
                .replaceFirst("\"id\" : 3,\n {6}\"content\" : \"\\[PAD]\"", "\"id\" : 0, \"content\" : \"[PAD]\"");
        CharTokenizer read = CharTokenizer.fromJson(other);
        assertEquals(3, read.startStop());
        assertEquals(0, read.pad());
        assertArrayEquals(new int[] {2, 1, 1}, read.encode("abb"));
        assertEquals("ab", read.decode(new int[] {3, 2, 1, 3, 0}));
        assertEquals(read, CharTokenizer.fromJson(read.toJson()));
    }

    @Test
    void fieldsThatChangeNothingMayBeAbsent() {
        String bare = """
                {"version":"1.0","pre_tokenizer":{"type":"Split","pattern":{"Regex":"(?m:.)"},"behavior":"Isolated"},
                 "model":{"type":"WordLevel","vocab":{"a":0,"[S]":1,"[PAD]":2},"unk_token":"[PAD]"}}""";
        assertEquals(CharTokenizer.of(List.of("a")), CharTokenizer.fromJson(bare));
        String addedOnly = bare.replace(",\"[S]\":1,\"[PAD]\":2", "").replace("\"model\"",
                "\"added_tokens\":[{\"id\":1,\"content\":\"[S]\"},{\"id\":2,\"content\":\"[PAD]\"}],\"model\"");
        assertEquals(CharTokenizer.of(List.of("a")), CharTokenizer.fromJson(addedOnly));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // A huge id, a negative one, ones that are no number from 0.
        "\"b\" : 1      | \"b\" : 2147483647  | expected ids from 0 to 3 for 4 tokens, found 2147483647 for 'b'",
        "\"b\" : 1      | \"b\" : 4           | expected ids from 0 to 3 for 4 tokens, found 4 for 'b'",
        "\"b\" : 1      | \"b\" : -1          | a number from 0 as the id of 'b', found '-1'",
        "\"b\" : 1      | \"b\" : 4294967297  | a number from 0 as the id of 'b', found '4294967297'",
        "\"b\" : 1      | \"b\" : 1.0         | a number from 0 as the id of 'b', found '1.0'",
        "\"b\" : 1      | \"b\" : \"1\"       | a number from 0 as the id of 'b', found '\"1\"'",
        "\"b\" : 1      | \"b\" : null        | a number from 0 as the id of 'b', found none",
        // Two tokens of one id, one token twice, one missing.
        "\"b\" : 1      | \"b\" : 0           | expected one token for id 0, found",
        "\"b\" : 1      | \"a\" : 1           | expected a JSON document: Duplicate",
        "\"[S]\" : 2    | \"s\" : 2           | expected one token for id 2, found",
        "\"[S]\" : 2    | \"[S]\" : 1         | expected one id for [S], found 1 and 2",
        // Tokens that are no characters.
        "\"b\" : 1      | \"bc\" : 1          | expected one character as token 1, found 2: 'bc'",
        "\"b\" : 1      | \"\" : 1            | expected one character as token 1, found 0: ''",
        // What this tokenizer does not do.
        "\"version\" : \"1.0\" | \"version\" : \"2.0\" | expected version '1.0', found '\"2.0\"'",
        "\"WordLevel\"  | \"BPE\"             | expected model type 'WordLevel', found '\"BPE\"'",
        "\"normalizer\" : null | \"normalizer\" : {\"type\":\"Lowercase\"} | expected no normalizer, found",
        "\"truncation\" : null | \"truncation\" : {\"max_length\":5} | expected no truncation, found",
        "\"Isolated\"   | \"Removed\"         | expected a pre_tokenizer that splits text into characters",
        "[\\\\s\\\\S]   | \\\\w+              | expected a pre_tokenizer that splits text into characters",
        "\"invert\" : false | \"invert\" : true | expected a pre_tokenizer that splits text into characters",
        "\"TemplateProcessing\" | \"RobertaProcessing\" | expected no post_processor or a TemplateProcessing that",
        "\"Fuse\"       | \"WordPiece\"       | expected decoder type 'Fuse', found '\"WordPiece\"'",
        "\"content\" : \"[S]\" | \"content\" : \"[CLS]\" | expected [S] and [PAD] as added_tokens, found"})
    void documentsThatDoNotFitAreRefused(String part, String instead, String expected) {
        assertTrue(AB.contains(part.strip()), part);
        String message = refused(AB.replaceFirst(Pattern.quote(part.strip()),
                Matcher.quoteReplacement(instead.strip())));
        assertTrue(message.startsWith("tokenizer: expected "), message);
        assertTrue(message.contains(expected.strip()), message);
    }

    @Test
    void halfOfASurrogatePairIsNoCharacter() {
        assertEquals("tokenizer: expected a character as token 1, found half of a surrogate pair: '<U+D83D>' (U+D83D)",
                refused(AB.replace("\"b\"", "\"" + (char) 0xD83D + "\"")));
        assertTrue(refused(AB.replace("\"b\"", "\"\\ud83d\"")).startsWith("tokenizer: expected a JSON document"));
    }

    @Test
    void missingSpecialTokensAndPartsAreNamed() {
        String noAdded = AB.replaceFirst("(?s)\"added_tokens\".*?\"normalizer\"", "\"normalizer\"");
        assertEquals("tokenizer: expected the special token [S], found none among 3 tokens",
                refused(noAdded.replace("\"[S]\" : 2,\n", "").replace("\"[PAD]\" : 3", "\"[PAD]\" : 2")));
        assertEquals("tokenizer: expected the special token [PAD], found none among 3 tokens",
                refused(noAdded.replace(",\n      \"[PAD]\" : 3", "")));
        assertEquals("tokenizer: expected version '1.0', found none", refused("{}"));
        assertEquals("tokenizer: expected model type 'WordLevel', found none",
                refused(AB.replace("\"model\"", "\"modell\"")));
        assertEquals("tokenizer: expected an object of tokens and ids as vocab, found none",
                refused(AB.replace("\"vocab\"", "\"vocabulary\"")));
        assertTrue(refused(AB.replace("\"pre_tokenizer\"", "\"pre\"")).endsWith("found none"));
        assertTrue(
                refused(AB.replaceFirst("(?s)\"added_tokens\".*?\"normalizer\"", "\"added_tokens\":3,\"normalizer\""))
                        .contains("a list as added_tokens"));
        assertTrue(refused(AB.replaceFirst("(?s)\"vocab\" : \\{.*?}", "\"vocab\" : [1]")).contains("found '[1]'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "emma", "{", "[", "null", "[1,2]", "42", "\"text\"", "{\"version\":\"1.0\"} {}",
        "{\"version\":\"1.0\",}", "{\"version\":\"\n\"}", "\u0000", "{\"a\":NaN}"})
    void whatIsNoJsonObjectIsRefused(String text) {
        assertTrue(refused(text).startsWith("tokenizer: expected a JSON "), text);
    }

    @Test
    void hostileDocumentsCostLittle() {
        assertTrue(refused("{\"a\":".repeat(1_000_000)).startsWith("tokenizer: expected a JSON document"));
        assertTrue(refused("[".repeat(1_000_000)).startsWith("tokenizer: expected a JSON document"));
        assertTrue(
                refused(AB.replace("\"b\" : 1", "\"b\" : " + "9".repeat(100_000))).startsWith("tokenizer: expected"));
        String longKey = "b".repeat(1_000_000);
        assertTrue(refused(AB.replace("\"b\"", "\"" + longKey + "\"")).length() < 1_000);
        assertTrue(refused(" ".repeat((1 << 26) + 1)).contains("at most 67108864 characters, found 67108865"));
        assertTrue(refused(AB.replace("\"WordLevel\"", "[" + "1,".repeat(100_000) + "1]")).length() < 1_000);
    }

    private static String refused(String json) {
        String message = assertThrows(ModelFormatException.class, () -> CharTokenizer.fromJson(json)).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TokenizerJsonTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
