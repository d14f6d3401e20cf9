package unroll.core.train;

/**
 * Losses added up over batches.
 *
 * @param nats sum over all tokens of the negative log-probability
 * @param tokens how many, stop tokens included
 * @param items how many sequences
 * @param batchMeans sum of the batches' mean losses
 * @param batches how many batches
 * @param batchSize sequences in a full batch
 */
public record LossSum(double nats, long tokens, long items, double batchMeans, int batches, int batchSize) {
    /** Mean loss in nats per token; NaN without tokens. */
    public double perToken() {
        return nats / tokens;
    }

    /** The lecture's figure: the batches' means over floor(items / batch_size); NaN where that is 0. */
    public double lecture() {
        long divisor = items / batchSize;
        return divisor == 0 ? Double.NaN : batchMeans / divisor;
    }

    /** All nats, stop tokens included, over ln 2 and the characters, stop not counted. */
    public double bitsPerCharacter() {
        return nats / Math.log(2) / (tokens - items);
    }

    /** e to the loss per token. */
    public double perplexity() {
        return Math.exp(perToken());
    }
}
