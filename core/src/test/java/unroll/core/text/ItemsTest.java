package unroll.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items that are held as numbers are the strings they were. */
class ItemsTest {
    private static List<String> read(List<String> lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return LineReader.read(new ByteArrayInputStream(text), "test").items();
    }

    private static List<String> drawn(Random random, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder line = new StringBuilder("x");
            int length = random.nextInt(40);
            for (int j = 0; j < length; j++) {
                line.appendCodePoint(switch (random.nextInt(4)) {
                    case 0 -> 0x1F600 + random.nextInt(50);
                    case 1 -> 0x400 + random.nextInt(200);
                    default -> 'a' + random.nextInt(26);
                });
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsReadIsWhatWasWritten(long seed) {
        List<String> lines = drawn(new Random(seed), 5000);
        List<String> items = read(lines);
        assertInstanceOf(PackedItems.class, items);
        assertEquals(lines, items, "seed " + seed);
        assertThrows(IndexOutOfBoundsException.class, () -> items.get(5000));
        assertThrows(IndexOutOfBoundsException.class, () -> items.get(-1));
        assertThrows(UnsupportedOperationException.class, () -> items.set(0, "z"));
    }

    @Test
    void onlyWhatIsNotFixedIsCopied() {
        List<String> items = read(List.of("b", "a"));
        assertSame(items, FixedItems.of(items));
        List<String> own = new ArrayList<>(List.of("b", "a"));
        List<String> fixed = FixedItems.of(own);
        own.set(0, "c");
        assertEquals(List.of("b", "a"), fixed);
    }

    @Test
    void aSelectionHasTheItemsOfItsNumbers() {
        List<String> some = new SelectedItems(List.of("a", "b", "c", "d"), new int[] {3, 0, 0, 2}, 1, 4);
        assertEquals(List.of("a", "a", "c"), some);
        assertThrows(IndexOutOfBoundsException.class, () -> some.get(3));
        assertThrows(IndexOutOfBoundsException.class, () -> some.get(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> new SelectedItems(List.of("a"), new int[1], 0, 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theIndexKnowsWhatIsAmongTheItems(long seed) {
        Random random = new Random(seed);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            // Aa and BB have the same hash, and so has every text made of them
            items.add((random.nextBoolean() ? "Aa" : "BB") + (random.nextBoolean() ? "Aa" : "BB")
                    + random.nextInt(900));
        }
        ItemIndex index = new ItemIndex(items);
        HashSet<String> expected = new HashSet<>(items);
        assertEquals(expected.size(), index.distinct());
        for (int i = 0; i < 1000; i++) {
            for (String text : List.of("AaAa" + i, "AaBB" + i, "BBBB" + i)) {
                assertEquals(expected.contains(text), index.contains(text), "seed " + seed + ": " + text);
            }
        }
    }

    @Test
    void anIndexOfNothingKnowsNothing() {
        assertEquals(0, new ItemIndex(List.of()).distinct());
        assertFalse(new ItemIndex(List.of()).contains(""));
        assertTrue(new ItemIndex(List.of("")).contains(""));
    }
}
