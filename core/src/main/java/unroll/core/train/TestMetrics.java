package unroll.core.train;

/**
 * The test split, looked at once, after training. In nats per token.
 *
 * @param bestEpoch the epoch whose weights had the lowest dev loss
 * @param testLoss with those weights
 * @param testLossLast with the weights of the last epoch
 */
public record TestMetrics(int bestEpoch, double testLoss, double testLossLast) {}
