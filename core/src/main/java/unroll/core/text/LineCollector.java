package unroll.core.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import unroll.api.error.DataException;

/** Cuts blocks of bytes into lines and decodes each. Knows line and byte of all that it refuses. */
final class LineCollector {
    private static final int LONGEST_CHARACTER = 4;

    private final String source;
    private final PackedItems.Builder items;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    // One more than the longest line takes, so that a stray byte after it is seen too.
    private final byte[] line = new byte[LONGEST_CHARACTER * LineReader.LONGEST_LINE + 1];
    private final CharBuffer decoded = CharBuffer.allocate(line.length);

    private int held;
    private long lineCharacters;
    private long lineNumber = 1;
    private long lineStart;
    private long position;
    private boolean afterReturn;
    private int blank;

    LineCollector(String source) {
        this.source = source;
        this.items = new PackedItems.Builder(source);
    }

    PackedItems items() {
        return items.build();
    }

    int blank() {
        return blank;
    }

    /** Takes the first {@code n} bytes of a block, which continues the one before. */
    void accept(byte[] block, int n) {
        int from = position == 0 ? afterMark(block, n) : 0;
        refuseBinary(block, n);
        position += from;
        lineStart += from;
        for (int i = from; i < n; i++) {
            byte b = block[i];
            position++;
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                lineStart = position;
            } else if (b == '\n' || b == '\r') {
                afterReturn = b == '\r';
                endLine();
            } else {
                afterReturn = false;
                add(b);
            }
        }
    }

    /** The text is over: what is left is the last line. */
    void end() {
        if (position > lineStart) {
            endLine();
        }
        if (items.size() == 0) {
            throw new DataException(source + (blank == 0 ? " is empty" : " has only blank lines (" + blank + ")")
                    + "; expected text with one item a line");
        }
    }

    private void add(byte b) {
        if (held < line.length) {
            line[held++] = b;
        }
        // Of the bytes of a character all but the first are 10xxxxxx.
        if ((b & 0xC0) != 0x80) {
            lineCharacters++;
        }
    }

    private void endLine() {
        // Before the length, because a line in another encoding has no length to speak of.
        boolean isBlank = decode();
        if (lineCharacters > LineReader.LONGEST_LINE) {
            throw new DataException(source + ": line " + lineNumber + " has " + lineCharacters
                    + " characters; expected at most " + LineReader.LONGEST_LINE
                    + ". Put one item (a name, a sentence) on a line");
        }
        if (isBlank) {
            blank++;
        } else {
            items.add(line, held);
        }
        held = 0;
        lineCharacters = 0;
        lineNumber++;
        lineStart = position;
    }

    /** Sees to it that the line is UTF-8. Returns whether it has nothing but white space. */
    private boolean decode() {
        ByteBuffer in = ByteBuffer.wrap(line, 0, held);
        decoded.clear();
        decoder.reset();
        boolean whole = lineCharacters <= LineReader.LONGEST_LINE;
        CoderResult result = decoder.decode(in, decoded, whole);
        if (result.isError()) {
            int at = in.position();
            throw new DataException(source + ": line " + lineNumber + ", byte " + (lineStart + at + 1)
                    + " of the file (0x" + String.format("%02X", line[at] & 0xFF)
                    + ") is not valid UTF-8. Save the text as UTF-8");
        }
        decoded.flip();
        for (int i = 0; i < decoded.length(); i++) {
            if (!Character.isWhitespace(decoded.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void refuseBinary(byte[] block, int n) {
        for (int i = 0; i < n; i++) {
            if (block[i] == 0) {
                throw new DataException(source + " looks binary: byte " + (position + i + 1)
                        + " of the file is NUL. Expected text in UTF-8 with one item a line");
            }
        }
    }

    private int afterMark(byte[] block, int n) {
        if (n >= 2 && (startsWith(block, 0xFF, 0xFE) || startsWith(block, 0xFE, 0xFF))) {
            throw new DataException(source + " looks like UTF-16 (it starts with that byte order mark); expected UTF-8."
                    + " Save the text as UTF-8");
        }
        return n >= 3 && startsWith(block, 0xEF, 0xBB) && (block[2] & 0xFF) == 0xBF ? 3 : 0;
    }

    private static boolean startsWith(byte[] block, int first, int second) {
        return (block[0] & 0xFF) == first && (block[1] & 0xFF) == second;
    }
}
