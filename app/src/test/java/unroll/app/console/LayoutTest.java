package unroll.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import unroll.app.console.Table.Align;

@Isolated("changes the default locale")
class LayoutTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertEquals(List.of("a         1", "b\u00e9ta  1,000  x"), new Table(Align.LEFT, Align.RIGHT, Align.LEFT)
                .row("a", "1").row("b\u00e9ta", "1,000", "x").lines());
    }

    @Test
    void paragraphsBreakBetweenWords() {
        List<String> lines = Paragraph.of("  ", "word ".repeat(40));
        assertEquals(3, lines.size());
        assertEquals("  " + "word ".repeat(15) + "word", lines.getFirst() + " word");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertEquals("ab", Paragraph.cut("ab", 2));
        assertEquals("\ud83d\ude00\u2026", Paragraph.cut("\ud83d\ude00bc", 2));
        assertEquals("\u2026c", Paragraph.cutStart("\ud83d\ude00bc", 2));
    }

    @Test
    void numbersAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("25,626", Numbers.count(25_626));
            assertEquals("1 item", Numbers.count(1, "item"));
            assertEquals("2.0552", Numbers.loss(2.05519));
            assertEquals("1620.3", Numbers.loss(1_620.345));
            assertEquals("1.23e+06", Numbers.loss(1_234_567));
            assertEquals("-", Numbers.loss(Double.NaN));
            assertEquals("8.31 s", Numbers.time(8.31));
            assertEquals("2 min 05 s", Numbers.time(125.2));
            assertEquals("512 MiB", Numbers.memory(512L << 20));
            assertEquals("1.5 GiB", Numbers.memory(3L << 29));
        } finally {
            Locale.setDefault(before);
        }
    }
}
