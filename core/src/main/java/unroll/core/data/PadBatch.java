package unroll.core.data;

import java.util.Arrays;
import java.util.List;
import unroll.api.error.TensorException;
import unroll.api.text.Tokenizer;

/**
 * The lecture's own functions on its own form of data, lists of lists of ids: {@code build_dataset}, {@code pad_batch},
 * and what {@code torch.tensor} does with rows. For study and for tests; training uses {@link Batcher}. The arrays of a
 * result are the caller's, and results are equal only where they are the same.
 */
public final class PadBatch {
    private PadBatch() {
    }

    /**
     * Inputs and targets of unequal length.
     *
     * @param x for each item the ids of [S] and its tokens
     * @param y for each item the ids of its tokens and [S]
     */
    @SuppressWarnings("ArrayRecordComponent") // lists of lists are what the lecture hands on
    public record Pairs(int[][] x, int[][] y) {
    }

    /**
     * Inputs and targets of one length.
     *
     * @param x [items, longest]
     * @param y [items, longest]
     */
    @SuppressWarnings("ArrayRecordComponent") // lists of lists are what the lecture hands on
    public record Padded(int[][] x, int[][] y) {
    }

    /**
     * The lecture's {@code build_dataset}: for each item, input and target shifted by one.
     *
     * @throws unroll.api.error.DataException naming the item if it has a character that the tokenizer does not know
     */
    public static Pairs buildDataset(List<String> items, Tokenizer tokenizer) {
        TokenSequences data = TokenSequences.of(items, tokenizer);
        int[][] x = new int[data.count()][];
        int[][] y = new int[data.count()][];
        for (int i = 0; i < x.length; i++) {
            x[i] = new int[data.length(i)];
            y[i] = new int[data.length(i)];
            for (int t = 0; t < x[i].length; t++) {
                x[i][t] = data.input(i, t);
                y[i][t] = data.target(i, t);
            }
        }
        return new Pairs(x, y);
    }

    /**
     * The lecture's {@code pad_batch}: rows as long as the longest of x, filled up with {@code padIndex}.
     *
     * @throws TensorException if there is no row, x and y differ in number, or a row of y is not as long as its x
     */
    public static Padded padBatch(int[][] x, int[][] y, int padIndex) {
        if (x.length == 0 || x.length != y.length) {
            throw new TensorException(
                    "pad_batch: expected as many inputs as targets and at least one, found " + x.length
                            + " and " + y.length);
        }
        int longest = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != y[i].length) {
                throw new TensorException("pad_batch: expected input and target of one length, found " + x[i].length
                        + " and " + y[i].length + " in row " + i);
            }
            longest = Math.max(longest, x[i].length);
        }
        return new Padded(padded(x, longest, padIndex), padded(y, longest, padIndex));
    }

    /**
     * Rows of one length as one row-major array, as {@code torch.tensor} makes a matrix of a list of lists.
     *
     * @throws TensorException if two rows differ in length, naming both lengths
     */
    public static int[] stack(int[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        int[] all = new int[Math.multiplyExact(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new TensorException(
                        "rows of unequal length cannot be stacked into one tensor: row 0 has " + columns
                                + " ids and row " + i + " has " + rows[i].length
                                + ". Pad them to one length first: pad_batch (PadBatch.padBatch)");
            }
            System.arraycopy(rows[i], 0, all, i * columns, columns);
        }
        return all;
    }

    private static int[][] padded(int[][] rows, int length, int padIndex) {
        int[][] result = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            result[i] = Arrays.copyOf(rows[i], length);
            Arrays.fill(result[i], rows[i].length, length, padIndex);
        }
        return result;
    }
}
