package unroll.core.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import unroll.api.error.DataException;

/** Items one after another as UTF-8: their bytes and 4 more for each item. */
public final class PackedItems extends FixedItems {
    private final byte[] bytes;
    private final int[] starts;
    private final int size;

    private PackedItems(byte[] bytes, int[] starts, int size) {
        this.bytes = bytes;
        this.starts = starts;
        this.size = size;
    }

    @Override
    public String get(int index) {
        Objects.checkIndex(index, size);
        return new String(bytes, starts[index], starts[index + 1] - starts[index], StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return size;
    }

    /** Gathers items. */
    static final class Builder {
        private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
        private static final int FIRST_ITEMS = 1 << 10;
        private static final int FIRST_BYTES = 1 << 14;

        private final String source;
        private byte[] bytes = new byte[FIRST_BYTES];
        private int[] starts = new int[FIRST_ITEMS];
        private int size;
        private int end;

        /** @param source what the items are of, for messages */
        Builder(String source) {
            this.source = source;
        }

        /**
         * Adds an item.
         *
         * @param item bytes that are UTF-8
         * @throws DataException if there is no room in one array
         */
        void add(byte[] item, int length) {
            if (size + 2 > starts.length) {
                starts = Arrays.copyOf(starts, grown(starts.length, size + 2L));
            }
            if ((long) end + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, grown(bytes.length, (long) end + length));
            }
            System.arraycopy(item, 0, bytes, end, length);
            end += length;
            size++;
            starts[size] = end;
        }

        /** Adds an item. */
        void add(String item) {
            byte[] utf8 = item.getBytes(StandardCharsets.UTF_8);
            add(utf8, utf8.length);
        }

        private int grown(int length, long needed) {
            if (needed > LARGEST_ARRAY) {
                throw new DataException(source + " has more than " + LARGEST_ARRAY
                        + " bytes of text, which is more than one array holds; take fewer lines");
            }
            return (int) Math.min(LARGEST_ARRAY, Math.max(needed, length + (long) (length >> 1)));
        }

        int size() {
            return size;
        }

        PackedItems build() {
            return new PackedItems(Arrays.copyOf(bytes, end), Arrays.copyOf(starts, size + 1), size);
        }
    }
}
