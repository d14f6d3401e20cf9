package unroll.core.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.core.train.GradientNorms;
import unroll.core.train.TestMetrics;

class EventFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:15:00.250Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        EventFile file = new EventFile(folder, CLOCK);
        file.scalar(1602, "loss/dev", 2.1276);
        file.scalar(300_000_000_000L, "gradient_norm/rnn.weight_hh_l0", Double.NaN);
        List<EventReader.Event> events = EventReader.read(files().getFirst());
        double time = CLOCK.millis() / 1000.0;
        assertEquals(List.of(new EventReader.Event(time, 0, "brain.Event:2", "", 0),
                new EventReader.Event(time, 1602, "", "loss/dev", 2.1276f),
                new EventReader.Event(time, 300_000_000_000L, "", "gradient_norm/rnn.weight_hh_l0", Float.NaN)),
                events);
    }

    @Test
    void aChangedByteIsSeen() throws IOException {
        new EventFile(folder, CLOCK).scalar(1, "a", 1);
        Path file = files().getFirst();
        byte[] content = Files.readAllBytes(file);
        content[content.length - 6] ^= 1;
        Files.write(file, content);
        assertThrows(AssertionError.class, () -> EventReader.read(file));
    }

    /** RFC 3720, appendix B.4: the CRC-32C of 32 bytes of zeros is 0x8a9136aa; masked as the format says. */
    @Test
    void theChecksumIsThePublishedOne() {
        byte[] record = TfRecord.of(new byte[32]);
        int crc = 0x8a9136aa;
        int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
        byte[] last = {(byte) masked, (byte) (masked >> 8), (byte) (masked >> 16), (byte) (masked >> 24)};
        assertArrayEquals(last, java.util.Arrays.copyOfRange(record, record.length - 4, record.length));
        assertEquals("2000000000000000", HexFormat.of().formatHex(record, 0, 8));
    }

    /** The examples of the encoding's documentation: field 1 = 150 is 08 96 01; field 2 = "testing". */
    @Test
    void messagesAreEncodedAsDocumented() {
        assertEquals("089601", HexFormat.of().formatHex(new ProtoMessage().number(1, 150L).toBytes()));
        assertEquals("120774657374696e67",
                HexFormat.of().formatHex(new ProtoMessage().text(2, "testing").toBytes()));
        assertEquals("1a03089601", HexFormat.of()
                .formatHex(new ProtoMessage().message(3, new ProtoMessage().number(1, 150L)).toBytes()));
    }

    @Test
    void aRunThatGoesOnBeginsAnotherFile() throws IOException {
        new EventFile(folder, CLOCK);
        new EventFile(folder, CLOCK);
        assertEquals(2, files().size());
        files().forEach(file -> assertTrue(file.getFileName().toString().contains("tfevents"), file.toString()));
    }

    @Test
    void theWriterPutsNormsAtTheirSteps() throws IOException {
        EventWriter writer = new EventWriter(() -> folder, CLOCK);
        writer.gradientNorms(new GradientNorms(new long[] {1, 34}, List.of("a", "b"),
                new double[][] {{0.5, 0.25}, {2, 4}}));
        writer.finished(new TestMetrics(1, 2.25, 2.5));
        List<String> found = EventReader.read(files().getFirst()).stream().skip(1)
                .map(event -> event.step() + " " + event.tag() + " " + event.value()).toList();
        assertEquals(List.of("1 gradient_norm/a 0.5", "34 gradient_norm/a 0.25", "1 gradient_norm/b 2.0",
                "34 gradient_norm/b 4.0", "0 loss/test 2.25"), found);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x", StandardCharsets.UTF_8);
        String message = assertThrows(unroll.api.error.ResourceException.class,
                () -> new EventFile(file.resolve("inside"), CLOCK)).getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("--tensorboard"), message);
    }
}
