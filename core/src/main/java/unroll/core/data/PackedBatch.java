package unroll.core.data;

import unroll.api.error.TensorException;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;

/**
 * A batch of sequences as models take it: rows in the order of its {@link Packing}, all sequences' step 0 first.
 *
 * <p>One that a {@link Batcher} made looks into its arrays, and is valid until it makes the next.
 */
public final class PackedBatch {
    private final Indices tokens;
    private final Indices targets;
    private final Packing packing;
    private final int[] order;
    private final long tokenCount;

    /**
     * A batch of one's own: a figure's, say, whose tokens are given as numbers.
     *
     * @param tokens the input token of each row of the packing
     * @param targets the target token of each row
     * @param packing how the rows lie
     * @param order for each packed row where its sequence stands among those given; not copied
     * @param tokenCount how many targets count
     * @throws TensorException if there is not a token, a target and a place for each row
     */
    public PackedBatch(Indices tokens, Indices targets, Packing packing, int[] order, long tokenCount) {
        if (tokens.length() != packing.total() || targets.length() != packing.total()
                || order.length < packing.batch()) {
            throw new TensorException("a batch of " + packing.total() + " tokens in " + packing.batch()
                    + " sequences needs as many inputs, targets and places, found " + tokens.length() + ", "
                    + targets.length() + " and " + order.length);
        }
        this.tokens = tokens;
        this.targets = targets;
        this.packing = packing;
        this.order = order;
        this.tokenCount = tokenCount;
    }

    /** The input token of each row, [total]. */
    public Indices tokens() {
        return tokens;
    }

    /** The target token of each row, [total]; [PAD] where the row is padding. */
    public Indices targets() {
        return targets;
    }

    /** Which rows belong to which step. */
    public Packing packing() {
        return packing;
    }

    /** The number of sequences. */
    public int size() {
        return packing.batch();
    }

    /**
     * Where the sequence in row {@code packedRow} of each step (and of a final hidden state) stands in the batch as it
     * was asked for.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public int order(int packedRow) {
        if (packedRow < 0 || packedRow >= size()) {
            throw new IndexOutOfBoundsException("row " + packedRow + " of a batch of " + size());
        }
        return order[packedRow];
    }

    /** How many targets there are that are not [PAD]: what a loss per token divides by. */
    public long tokenCount() {
        return tokenCount;
    }
}
