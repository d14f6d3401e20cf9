package unroll.bench.job;

/**
 * Items of one split as token ids. Not copied, not to be changed.
 *
 * @param inputs for each item [S] and its characters
 * @param targets for each item its characters and [S]
 */
public record Sequences(int[][] inputs, int[][] targets) {
    /** The number of items. */
    public int count() {
        return inputs.length;
    }

    /** Tokens of all items. */
    public long tokens() {
        long tokens = 0;
        for (int[] item : inputs) {
            tokens += item.length;
        }
        return tokens;
    }
}
