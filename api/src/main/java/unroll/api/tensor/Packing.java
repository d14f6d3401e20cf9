package unroll.api.tensor;

import unroll.api.error.TensorException;

/**
 * How the tokens of a batch of sequences of unequal length lie in one matrix without padding: PyTorch's packed
 * sequence. Sequences are ordered from the longest to the shortest; step t has a row for each sequence longer than t;
 * the rows of step 0 come first. A host record: it never depends on a tensor's value.
 *
 * <p>A batch in which all sequences have one length is the padded batch, time-major.
 */
public final class Packing {
    private final int[] offsets;
    private final int steps;

    private Packing(int[] offsets, int steps) {
        this.offsets = offsets;
        this.steps = steps;
    }

    /**
     * The packing of sequences with these lengths.
     *
     * @param lengths number of tokens of each sequence, at least 1, from the longest to the shortest
     * @throws TensorException if there is none, one is shorter than 1, or they are not in order
     */
    public static Packing of(int... lengths) {
        return of(lengths, lengths.length);
    }

    /**
     * The packing of the first {@code batch} of these lengths.
     *
     * @throws TensorException as {@link #of(int...)}
     */
    public static Packing of(int[] lengths, int batch) {
        int steps = batch < 1 || batch > lengths.length ? 0 : lengths[0];
        return into(new int[Math.max(0, steps) + 1], lengths, batch);
    }

    /**
     * The same in an array of the caller's, which must not be changed while the packing is in use: one that lives as
     * long as a step of training then needs no new array.
     *
     * @param offsets room for one number more than the longest sequence has tokens
     * @throws TensorException as {@link #of(int...)}, or if there is too little room
     */
    public static Packing into(int[] offsets, int[] lengths, int batch) {
        if (batch < 1 || batch > lengths.length) {
            throw new TensorException("a packing needs at least one sequence, found " + batch);
        }
        int steps = lengths[0];
        int live = batch;
        for (int i = 1; i < batch; i++) {
            if (lengths[i] > lengths[i - 1]) {
                throw new TensorException("a packing needs lengths from the longest to the shortest, found "
                        + lengths[i - 1] + " before " + lengths[i]);
            }
        }
        if (lengths[batch - 1] < 1) {
            throw new TensorException("a packed sequence has at least one token, found " + lengths[batch - 1]);
        }
        if (offsets.length <= steps) {
            throw new TensorException("a packing of " + steps + " steps needs room for " + (steps + 1)
                    + " numbers, found " + offsets.length);
        }
        offsets[0] = 0;
        for (int t = 0; t < steps; t++) {
            while (lengths[live - 1] <= t) {
                live--;
            }
            offsets[t + 1] = offsets[t] + live;
        }
        return new Packing(offsets, steps);
    }

    /** The number of time steps: the length of the longest sequence. */
    public int steps() {
        return steps;
    }

    /** The number of sequences. */
    public int batch() {
        return offsets[1];
    }

    /** The number of rows of one step: how many sequences are longer than {@code step}. Never grows with the step. */
    public int rows(int step) {
        return offsets[step + 1] - offsets[step];
    }

    /** The first row of one step in the packed matrix. */
    public int offset(int step) {
        return offsets[step];
    }

    /** The number of rows of the packed matrix: all tokens of the batch. */
    public int total() {
        return offsets[steps];
    }
}
