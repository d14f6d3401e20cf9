package unroll.core.train;

/**
 * What an epoch that was stopped in its middle has gathered so far.
 *
 * @param batches batches that were trained on, at least 1
 * @param tokens tokens of these
 * @param nats sum over these tokens of the negative log-probability
 * @param batchMeans sum of the batches' mean losses
 * @param seconds wall time
 */
public record PartialEpoch(int batches, long tokens, double nats, double batchMeans, double seconds) {
}
