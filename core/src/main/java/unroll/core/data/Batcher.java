package unroll.core.data;

import java.util.Arrays;
import java.util.Objects;
import unroll.api.error.TensorException;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;

/**
 * Makes batches of the sequences of one data set, in arrays that it keeps and reuses: a {@link PackedBatch} is valid
 * until the same batcher makes the next. Not for several threads at once.
 */
public final class Batcher {
    private final TokenSequences data;
    private int[] order = {};
    private int[] lengths = {};
    private int[] places = {};
    private int[] offsets = {};
    private int[] tokens = {};
    private int[] targets = {};

    /** A batcher over this data. */
    public Batcher(TokenSequences data) {
        this.data = data;
    }

    /**
     * A batch without padding: the longest sequence first, equally long ones in the order given.
     *
     * @param items numbers of items of the data
     * @param from the first place in {@code items} that belongs to the batch
     * @param to one more than the last
     * @throws TensorException if the batch is empty or has more than 2^31-1 tokens
     * @throws IndexOutOfBoundsException if a place or an item does not exist
     */
    public PackedBatch pack(int[] items, int from, int to) {
        int size = sized(items, from, to);
        sortByLength(items, from, size);
        int total = total(size);
        return filled(items, from, packing(size), total);
    }

    /** How sequences of the lengths noted lie, in an array that is kept. */
    private Packing packing(int size) {
        if (offsets.length <= lengths[0]) {
            offsets = new int[lengths[0] + 1];
        }
        return Packing.into(offsets, lengths, size);
    }

    /**
     * The lecture's batch: every sequence padded with [PAD], as input and as target, to the length of the longest; the
     * order is the one given.
     *
     * @param items numbers of items of the data
     * @param from the first place in {@code items} that belongs to the batch
     * @param to one more than the last
     * @throws TensorException if the batch is empty or has more than 2^31-1 tokens, padding included
     * @throws IndexOutOfBoundsException if a place or an item does not exist
     */
    public PackedBatch pad(int[] items, int from, int to) {
        int size = sized(items, from, to);
        int longest = 0;
        int total = 0;
        for (int i = 0; i < size; i++) {
            order[i] = i;
            longest = Math.max(longest, lengths[i]);
            total += lengths[i];
        }
        Arrays.fill(lengths, 0, size, longest);
        total(size);
        return filled(items, from, packing(size), total);
    }

    /** Checks the batch and notes its lengths in the order given. */
    private int sized(int[] items, int from, int to) {
        Objects.checkFromToIndex(from, to, items.length);
        int size = to - from;
        if (size == 0) {
            throw new TensorException("a batch needs at least one item, found none between " + from + " and " + to);
        }
        if (order.length < size) {
            order = new int[size];
            lengths = new int[size];
        }
        for (int i = 0; i < size; i++) {
            lengths[i] = data.length(Objects.checkIndex(items[from + i], data.count()));
        }
        return size;
    }

    /** Counting sort: stable, and no more work than the batch has tokens. */
    private void sortByLength(int[] items, int from, int size) {
        int longest = 0;
        for (int i = 0; i < size; i++) {
            longest = Math.max(longest, lengths[i]);
        }
        if (places.length <= longest) {
            places = new int[longest + 1];
        }
        Arrays.fill(places, 0, longest + 1, 0);
        for (int i = 0; i < size; i++) {
            places[lengths[i]]++;
        }
        int before = 0;
        for (int length = longest; length >= 0; length--) {
            int here = places[length];
            places[length] = before;
            before += here;
        }
        for (int i = 0; i < size; i++) {
            order[places[lengths[i]]++] = i;
        }
        for (int row = 0; row < size; row++) {
            lengths[row] = data.length(items[from + order[row]]);
        }
    }

    private int total(int size) {
        long total = 0;
        for (int i = 0; i < size; i++) {
            total += lengths[i];
        }
        if (total > Integer.MAX_VALUE) {
            throw new TensorException("a batch of " + size + " items has " + total
                    + " tokens; expected at most 2^31-1. Make the batch smaller");
        }
        return (int) total;
    }

    private PackedBatch filled(int[] items, int from, Packing packing, int tokenCount) {
        int total = packing.total();
        if (tokens.length < total) {
            tokens = new int[total];
            targets = new int[total];
        }
        for (int t = 0; t < packing.steps(); t++) {
            int offset = packing.offset(t);
            int rows = packing.rows(t);
            for (int row = 0; row < rows; row++) {
                int item = items[from + order[row]];
                boolean padding = t >= data.length(item);
                tokens[offset + row] = padding ? data.pad() : data.input(item, t);
                targets[offset + row] = padding ? data.pad() : data.target(item, t);
            }
        }
        return new PackedBatch(Indices.wrap(tokens, total, data.vocabularySize()),
                Indices.wrap(targets, total, data.vocabularySize()), packing, order, tokenCount);
    }
}
