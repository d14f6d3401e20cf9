package unroll.core.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.DataException;
import unroll.api.error.ResourceException;
import unroll.api.error.UnrollException;
import unroll.api.error.UsageException;

class LineReaderTest {
    private static final int BLOCK = 1 << 16;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"emma\nava", "emma\nava\n", "emma\r\nava\r\n", "emma\rava\r", "emma\rava",
        "\uFEFFemma\nava",
        "emma\r\nava\n"})
    void lineEndsAndMarkAreNoPartOfItems(String text) {
        Lines lines = read(text);
        assertEquals(List.of("emma", "ava"), lines.items());
        assertEquals(0, lines.blank());
    }

    @Test
    void blankLinesAreSkippedAndCounted() {
        Lines lines = read("\n\nemma\n  \t \n\r\nava\n\u2003\n");
        assertEquals(List.of("emma", "ava"), lines.items());
        assertEquals(5, lines.blank());
    }

    @Test
    void spacesOfAnItemAndALaterMarkAreKept() {
        assertEquals(List.of(" to be ", "or\uFEFF not"), read(" to be \nor\uFEFF not\n").items());
    }

    @Test
    void charactersBeyondTheBasicPlaneAreRead() {
        assertEquals(List.of("zoë", "李", "😀a"), read("zoë\n李\n😀a").items());
    }

    @Test
    void theHashIsOfTheBytesAsTheyAre() {
        // FIPS 180-2, appendix B.1.
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", read("abc").sha256());
        // sha256sum of the same with a mark and CR LF.
        assertEquals("c3199f17595cd7b59cea561d9cb96f204ef903c38b1b9cb4a50b7e68d286f675",
                read("\uFEFFabc\r\n").sha256());
    }

    @Test
    void aFileIsItsOwnSource() throws IOException {
        Path file = Files.writeString(folder.resolve("my names.txt"), "emma\n\nava\n");
        Lines lines = LineReader.read(file);
        assertEquals(List.of("emma", "ava"), lines.items());
        assertEquals(1, lines.blank());
        assertEquals(file.toString(), lines.source());
    }

    @ParameterizedTest
    @CsvSource({
        // A continuation byte alone; Latin-1; an overlong slash; half of a surrogate pair; beyond U+10FFFF.
        "61620A80, 2, 4, 80", "5A6FEB0A, 1, 3, EB", "0AC0AF, 2, 2, C0", "61EDA080, 1, 2, ED", "F4908080, 1, 1, F4",
        // Cut short at the end of a line and of the file; after a mark and CR LF.
        "61E69D0A62, 1, 2, E6", "61E69D, 1, 2, E6", "EFBBBF610D0A62FF, 2, 8, FF"})
    void malformedBytesAreNamedByLineAndByte(String bytes, int line, int at, String found) {
        DataException e = refused(HexFormat.of().parseHex(bytes));
        assertEquals("standard input: line " + line + ", byte " + at + " of the file (0x" + found
                + ") is not valid UTF-8. Save the text as UTF-8", e.getMessage());
    }

    @Test
    void malformedBytesAreNamedBeyondTheFirstBlock() {
        byte[] bytes = ("emma\n".repeat(BLOCK) + "ava\nzo").getBytes(UTF_8);
        byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
        more[bytes.length] = (byte) 0xEB;
        String expected = "line " + (BLOCK + 2) + ", byte " + (5L * BLOCK + 7) + " ";
        assertTrue(refused(more).getMessage().contains(expected), expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, -2, -1, 0, 1})
    void charactersAndLineEndsMayCrossBlocks(int shift) {
        String filler = ("a".repeat(63) + "\n").repeat(BLOCK / 64 - 1);
        String start = "b".repeat(BLOCK - filler.length() + shift);
        assertEquals(start + "😀", read(filler + start + "😀\nava").items().get(BLOCK / 64 - 1));
        Lines lines = read(filler + start + "\r\nava");
        assertEquals(BLOCK / 64 + 1, lines.items().size());
        assertEquals(0, lines.blank());
    }

    @Test
    void binaryFilesAreCalledSo() {
        byte[] png = HexFormat.of().parseHex("89504E470D0A1A0A0000000D49484452");
        assertEquals(
                "standard input looks binary: byte 9 of the file is NUL. Expected text in UTF-8 with one item a line",
                refused(png).getMessage());
        assertTrue(refused("emma\na\0va".getBytes(UTF_8)).getMessage().contains("byte 7 of the file is NUL"));
        assertTrue(refused("emma".getBytes(UTF_16)).getMessage().contains("looks like UTF-16"));
        assertTrue(refused(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0}).getMessage().contains("looks like UTF-16"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "李", "😀"})
    void theLongestLineIsCountedInCharacters(String character) {
        String longest = character.repeat(LineReader.LONGEST_LINE);
        assertEquals(List.of(longest), read(longest + "\n").items());
        DataException e = refused(("x\n" + longest + character + "\ny").getBytes(UTF_8));
        assertEquals("standard input: line 2 has 10001 characters; expected at most 10000."
                + " Put one item (a name, a sentence) on a line", e.getMessage());
    }

    @Test
    void aLineOfAMegabyteIsRefusedWithItsLength() {
        String text = "0123456789abcde\u00e9".repeat(1 << 16);
        assertTrue(refused(text.getBytes(UTF_8)).getMessage().contains("line 1 has 1048576 characters"));
    }

    @Test
    void aStrayByteAfterTheLongestLineIsSeen() {
        byte[] longest = "😀".repeat(LineReader.LONGEST_LINE).getBytes(UTF_8);
        byte[] stray = Arrays.copyOf(longest, longest.length + 1);
        stray[longest.length] = (byte) 0x80;
        assertTrue(refused(stray).getMessage().contains("byte 40001 of the file (0x80)"));
        // Far more bytes than a line may have, and no character at all.
        byte[] strays = new byte[3 * BLOCK];
        Arrays.fill(strays, (byte) 0x80);
        assertTrue(refused(strays).getMessage().contains("line 1, byte 1 "));
    }

    @Test
    void aLongLineInAnotherEncodingIsMalformedNotLong() {
        byte[] latin = "é".repeat(LineReader.LONGEST_LINE + 5).getBytes(ISO_8859_1);
        assertTrue(refused(latin).getMessage().contains("line 1, byte 1 "));
    }

    @Test
    void aTextWithoutItemsIsRefused() {
        String expected = "; expected text with one item a line";
        assertEquals("standard input is empty" + expected, refused(new byte[0]).getMessage());
        assertEquals("standard input is empty" + expected, refused("\uFEFF".getBytes(UTF_8)).getMessage());
        assertEquals("standard input has only blank lines (3)" + expected,
                refused("\n \n\n".getBytes(UTF_8)).getMessage());
    }

    @Test
    void missingFilesAndDirectoriesAreWrongUse() {
        UsageException directory = assertThrows(UsageException.class, () -> LineReader.read(folder));
        assertEquals(folder + " is a directory; expected a text file with one item a line", directory.getMessage());
        Path none = folder.resolve("none.txt");
        UsageException missing = assertThrows(UsageException.class, () -> LineReader.read(none));
        assertEquals(none + " does not exist; expected a text file with one item a line", missing.getMessage());
        Path file = none.resolveSibling("file");
        assertThrows(UsageException.class, () -> LineReader.read(Files.writeString(file, "a").resolve("below")));
    }

    @Test
    void anUnreadableFileIsWrongUse() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.txt"), "emma");
        boolean changed = file.toFile().setReadable(false);
        assumeFalse(!changed || Files.isReadable(file), "this user may read every file");
        UsageException e = assertThrows(UsageException.class, () -> LineReader.read(file));
        assertEquals(file + " may not be read; check its permissions", e.getMessage());
    }

    @Test
    void aFailingStreamIsNamed() {
        InputStream failing = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("Input/output error");
            }
        };
        ResourceException e = assertThrows(ResourceException.class, () -> LineReader.read(failing, "standard input"));
        assertEquals("reading standard input failed: Input/output error", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyTextInAnyPiecesComesBackAsItsLines(long seed) {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int blank = 0;
        for (int i = 0; i < 4_000; i++) {
            String item = item(random);
            if (item.isBlank()) {
                blank++;
            } else {
                expected.add(item);
            }
            text.append(item).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        Lines lines = LineReader.read(new Trickle(text.toString().getBytes(UTF_8), random), "pieces");
        assertEquals(expected, lines.items(), () -> "seed " + seed);
        assertEquals(blank, lines.blank(), () -> "seed " + seed);
    }

    private static String item(Random random) {
        int[] pool = {'a', 'z', ' ', 'é', 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF, '\t', 0x7F};
        StringBuilder item = new StringBuilder();
        for (int n = random.nextInt(40); n > 0; n--) {
            item.appendCodePoint(pool[random.nextInt(pool.length)]);
        }
        return item.toString();
    }

    private static Lines read(String text) {
        return LineReader.read(new ByteArrayInputStream(text.getBytes(UTF_8)), "standard input");
    }

    private static DataException refused(byte[] bytes) {
        DataException e = assertThrows(DataException.class,
                () -> LineReader.read(new ByteArrayInputStream(bytes), "standard input"));
        assertOneLine(e);
        return e;
    }

    private static void assertOneLine(UnrollException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    /** Delivers a few bytes at a time, as a pipe may. */
    private static final class Trickle extends InputStream {
        private final InputStream bytes;
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return bytes.read(into, offset, Math.min(length, 1 + random.nextInt(5_000)));
        }
    }
}
