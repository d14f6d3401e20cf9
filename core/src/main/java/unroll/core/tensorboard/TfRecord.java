package unroll.core.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A record of a TFRecord file: the data's length in 8 bytes, little end first, the length's checksum in 4, the data, and
 * its checksum. Checksums are CRC-32C (Castagnoli), rotated right by 15 bits and added to a constant, as TensorFlow's
 * documentation of the format says.
 */
final class TfRecord {
    private static final int ROTATION = 15;
    private static final int DELTA = 0xa282ead8;

    private TfRecord() {
    }

    /** The record. */
    static byte[] of(byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(masked(record.array(), Long.BYTES));
        record.put(data);
        record.putInt(masked(data, data.length));
        return record.array();
    }

    private static int masked(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), ROTATION) + DELTA;
    }
}
