package unroll.core.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A reader of event files that shares nothing with their writer: the format as TensorFlow documents it, a checksum table
 * of the polynomial 0x82f63b78 bit by bit, and the encoding of protocol buffers.
 */
final class EventReader {
    /** A scalar; the tag is empty for the event that gives the version of the file. */
    record Event(double wallTime, long step, String version, String tag, float value) {
    }

    private final ByteBuffer bytes;

    private EventReader(byte[] content) {
        bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    static List<Event> read(Path file) throws IOException {
        EventReader reader = new EventReader(Files.readAllBytes(file));
        List<Event> events = new ArrayList<>();
        while (reader.bytes.hasRemaining()) {
            events.add(event(ByteBuffer.wrap(reader.record()).order(ByteOrder.LITTLE_ENDIAN)));
        }
        return events;
    }

    private byte[] record() {
        int at = bytes.position();
        long length = bytes.getLong();
        check(at, Long.BYTES, bytes.getInt());
        byte[] data = new byte[Math.toIntExact(length)];
        int start = bytes.position();
        bytes.get(data);
        check(start, data.length, bytes.getInt());
        return data;
    }

    private void check(int from, int length, int stored) {
        int crc = ~0;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes.get(i) & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
            }
        }
        crc = ~crc;
        int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
        if (masked != stored) {
            throw new AssertionError("the checksum of " + length + " bytes at " + from + " is wrong");
        }
    }

    private static Event event(ByteBuffer message) {
        double wallTime = 0;
        long step = 0;
        String version = "";
        String tag = "";
        float value = 0;
        while (message.hasRemaining()) {
            long key = varint(message);
            switch ((int) key) {
                case 1 << 3 | 1 -> wallTime = message.getDouble();
                case 2 << 3 -> step = varint(message);
                case 3 << 3 | 2 -> version = text(message);
                case 5 << 3 | 2 -> {
                    ByteBuffer one = part(part(message, varint(message)), 1);
                    expect(varint(one), 1 << 3 | 2);
                    tag = text(one);
                    expect(varint(one), 2 << 3 | 5);
                    value = one.getFloat();
                    expect(one.remaining(), 0);
                }
                default -> throw new AssertionError("unknown key " + key);
            }
        }
        return new Event(wallTime, step, version, tag, value);
    }

    /** The only field of a message, of this number. */
    private static ByteBuffer part(ByteBuffer message, int field) {
        expect(varint(message), field << 3 | 2);
        ByteBuffer found = part(message, varint(message));
        expect(message.remaining(), 0);
        return found;
    }

    private static ByteBuffer part(ByteBuffer message, long length) {
        byte[] found = new byte[Math.toIntExact(length)];
        message.get(found);
        return ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer message) {
        return new String(part(message, varint(message)).array(), StandardCharsets.UTF_8);
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static void expect(long found, long expected) {
        if (found != expected) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
