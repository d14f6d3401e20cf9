package unroll.core.tensorboard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.framework.Summary;
import org.tensorflow.hadoop.util.TFRecordReader;

/**
 * Reads event files with what TensorFlow itself publishes for Java: its reader of records and its messages. Checksums,
 * for which that reader needs all of Hadoop, are computed here bit by bit, of the polynomial 0x82f63b78.
 */
final class EventReader {
    /** A scalar; the tag is empty for the event that gives the version of the file. */
    record Event(double wallTime, long step, String version, String tag, float value) {
    }

    private EventReader() {
    }

    static List<Event> read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        checkSums(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
        TFRecordReader records = new TFRecordReader(new ByteArrayInputStream(content), false);
        List<Event> events = new ArrayList<>();
        for (byte[] record = records.read(); record != null; record = records.read()) {
            events.add(event(org.tensorflow.util.Event.parseFrom(record)));
        }
        return events;
    }

    private static Event event(org.tensorflow.util.Event event) {
        if (!event.getUnknownFields().asMap().isEmpty()) {
            throw new AssertionError("unknown fields: " + event);
        }
        return switch (event.getWhatCase()) {
            case FILE_VERSION -> new Event(event.getWallTime(), event.getStep(), event.getFileVersion(), "", 0);
            case SUMMARY -> {
                Summary.Value only = event.getSummary().getValueList().getFirst();
                if (event.getSummary().getValueCount() != 1
                        || only.getValueCase() != Summary.Value.ValueCase.SIMPLE_VALUE) {
                    throw new AssertionError("no single scalar: " + event);
                }
                yield new Event(event.getWallTime(), event.getStep(), "", only.getTag(), only.getSimpleValue());
            }
            default -> throw new AssertionError("neither a version nor a summary: " + event);
        };
    }

    private static void checkSums(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int at = bytes.position();
            long length = bytes.getLong();
            check(bytes, at, Long.BYTES, bytes.getInt());
            int data = bytes.position();
            bytes.position(data + Math.toIntExact(length));
            check(bytes, data, (int) length, bytes.getInt());
        }
    }

    private static void check(ByteBuffer bytes, int from, int length, int stored) {
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
}
