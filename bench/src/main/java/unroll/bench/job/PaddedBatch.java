package unroll.bench.job;

/**
 * A batch as the lecture's pad_batch makes it, time-major: element t * rows + row.
 *
 * @param rows items
 * @param steps tokens of the longest item
 * @param inputs [steps, rows]
 * @param targets [steps, rows]
 * @param mask [steps, rows], 1 where there is a token and 0 where there is padding
 * @param tokens how many there are that are no padding
 */
public record PaddedBatch(int rows, int steps, long[] inputs, long[] targets, float[] mask, int tokens) {
    /** Items {@code from} to {@code to} of an order. */
    public static PaddedBatch of(Sequences data, int[] order, int from, int to, int pad) {
        int rows = to - from;
        int steps = 0;
        for (int i = from; i < to; i++) {
            steps = Math.max(steps, data.inputs()[order[i]].length);
        }
        long[] inputs = new long[steps * rows];
        long[] targets = new long[steps * rows];
        float[] mask = new float[steps * rows];
        int tokens = 0;
        for (int row = 0; row < rows; row++) {
            int[] input = data.inputs()[order[from + row]];
            int[] target = data.targets()[order[from + row]];
            tokens += input.length;
            for (int t = 0; t < steps; t++) {
                boolean real = t < input.length;
                inputs[t * rows + row] = real ? input[t] : pad;
                targets[t * rows + row] = real ? target[t] : pad;
                mask[t * rows + row] = real ? 1 : 0;
            }
        }
        return new PaddedBatch(rows, steps, inputs, targets, mask, tokens);
    }

    /** The same with element row * steps + t. */
    public PaddedBatch batchFirst() {
        long[] inputsByRow = new long[inputs.length];
        long[] targetsByRow = new long[targets.length];
        float[] maskByRow = new float[mask.length];
        for (int row = 0; row < rows; row++) {
            for (int t = 0; t < steps; t++) {
                inputsByRow[row * steps + t] = inputs[t * rows + row];
                targetsByRow[row * steps + t] = targets[t * rows + row];
                maskByRow[row * steps + t] = mask[t * rows + row];
            }
        }
        return new PaddedBatch(rows, steps, inputsByRow, targetsByRow, maskByRow, tokens);
    }
}
