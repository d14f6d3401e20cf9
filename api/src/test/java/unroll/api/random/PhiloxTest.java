package unroll.api.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known answers for philox4x32 with ten rounds published with Random123 (Salmon and others, 2011). */
class PhiloxTest {
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"})
    void givesTheKnownAnswers(String counter, String key, String answer) {
        int[] c = words(counter);
        int[] k = words(key);
        int[] expected = words(answer);
        long lower = Philox.words(k[0], k[1], c[0], c[1], c[2], c[3], false);
        long upper = Philox.words(k[0], k[1], c[0], c[1], c[2], c[3], true);
        assertEquals(hex(expected[0]), hex((int) lower));
        assertEquals(hex(expected[1]), hex((int) (lower >>> 32)));
        assertEquals(hex(expected[2]), hex((int) upper));
        assertEquals(hex(expected[3]), hex((int) (upper >>> 32)));
    }

    private static int[] words(String text) {
        String[] parts = text.trim().split(" ", -1);
        int[] words = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            words[i] = Integer.parseUnsignedInt(parts[i], 16);
        }
        return words;
    }

    private static String hex(int word) {
        return String.format("%08x", word);
    }
}
