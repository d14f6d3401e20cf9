package unroll.core.train;

/**
 * What is known at the end of an epoch. Losses are in nats per token.
 *
 * @param epoch counted from 1
 * @param trainLoss mean over all tokens of the epoch, each batch with the weights it met
 * @param devLoss mean over all tokens of the dev split, with the weights after the epoch
 * @param trainLossLecture the lecture's figure: the sum of the batches' means over floor(items / batch_size), which is
 *     one batch too few unless that divides evenly; NaN where it would divide by zero
 * @param devLossLecture the same for dev
 * @param seconds wall time of the training part
 * @param tokens tokens trained on
 * @param tokensPerSecond of the training part
 * @param best whether the dev loss is the lowest so far
 * @param learningRate of the epoch's last optimiser step
 */
public record EpochMetrics(int epoch, double trainLoss, double devLoss, double trainLossLecture, double devLossLecture,
        double seconds, long tokens, double tokensPerSecond, boolean best,
        double learningRate) {}
