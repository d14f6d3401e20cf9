package unroll.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineBlocksTest {
    private static final int LINES = 10_000;

    private int writes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Output output = Output.ofResults(new OutputStream() {
        @Override
        public void write(int b) {
            throw new AssertionError("a single byte");
        }

        @Override
        public void write(byte[] text, int offset, int length) {
            writes++;
            bytes.write(text, offset, length);
        }
    });

    @Test
    void theFirstLineGoesOutAtOnceAndTheRestInBlocks() {
        StringBuilder expected = new StringBuilder();
        try (LineBlocks lines = new LineBlocks(output, false)) {
            assertTrue(lines.line("é"));
            assertEquals("é\n", bytes.toString(StandardCharsets.UTF_8));
            expected.append("é\n");
            for (int i = 0; i < LINES; i++) {
                assertTrue(lines.line("line " + i));
                expected.append("line ").append(i).append('\n');
            }
        }
        assertEquals(expected.toString(), bytes.toString(StandardCharsets.UTF_8));
        assertTrue(writes < LINES / 10, () -> writes + " writes");
    }

    @Test
    void aTerminalGetsEachLine() {
        try (LineBlocks lines = new LineBlocks(output, true)) {
            for (int i = 1; i <= 3; i++) {
                lines.line("line");
                assertEquals(i, writes);
            }
        }
        assertEquals(3, writes);
    }

    @Test
    void aReaderThatHasGoneEndsIt() {
        Output gone = Output.ofResults(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        try (LineBlocks lines = new LineBlocks(gone, false)) {
            assertFalse(lines.line("first"));
            assertFalse(lines.line("second"));
            assertFalse(lines.write());
        }
    }
}
