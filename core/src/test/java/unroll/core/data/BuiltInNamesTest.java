package unroll.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import unroll.core.text.CharTokenizer;
import unroll.core.text.Lines;

class BuiltInNamesTest {
    private static final Pattern NAME = Pattern.compile("[a-z]+");

    @Test
    void thereAreTwoThousandDistinctNamesOrMore() {
        Lines names = BuiltInNames.load();
        assertEquals("built-in names", names.source());
        assertEquals(0, names.blank());
        assertTrue(names.items().size() >= 2_000, names.items().size() + " names");
        assertEquals(names.items().size(), new HashSet<>(names.items()).size());
        for (String name : names.items()) {
            assertTrue(NAME.matcher(name).matches(), name);
        }
    }

    @Test
    void theirVocabularyIsTheLectures() {
        CharTokenizer tokenizer = CharTokenizer.of(BuiltInNames.load().items());
        assertEquals(28, tokenizer.vocabularySize());
        assertEquals(26, tokenizer.startStop());
        assertEquals(27, tokenizer.pad());
    }
}
