package unroll.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFormTest {
    private static Lines read(String text) {
        return LineReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "names");
    }

    @Test
    void yearlyFilesGiveTheirNamesInOrderTwiceWhereBothSexesHaveThem() {
        Lines lines = read("Emma,F,18688\r\nOlivia,F,17921\r\nRiley,F,7000\r\nLiam,M,19837\r\nRiley,M,1201\r\n");
        assertEquals(DataForm.SOCIAL_SECURITY, lines.form());
        assertEquals(List.of("emma", "olivia", "riley", "liam", "riley"), lines.items());
        // the hash is of what was read, not of what was made of it
        assertNotEquals(read("emma\nolivia\nriley\nliam\nriley\n").sha256(), lines.sha256());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Emma,F,18688\nOlivia", "Emma,F,18688\nOlivia,X,3", "Emma;F;18688", "Name,Sex,Count\nA,F,1",
        "Emma,F,18688,1", "Emma,F,", "Emma,F,1.5", ",F,3", "emma"})
    void whatOnlyLooksLikeThemIsTakenAsItIs(String text) {
        Lines lines = read(text);
        assertEquals(DataForm.ITEMS, lines.form());
        assertEquals(text.lines().toList(), lines.items());
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void theLocaleDoesNotMatter() {
        java.util.Locale before = java.util.Locale.getDefault();
        try {
            // Where the lower case of I has no dot.
            java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
            assertEquals(List.of("isabella"), read("ISABELLA,F,3\n").items());
        } finally {
            java.util.Locale.setDefault(before);
        }
    }
}
