package unroll.core.experiment;

/**
 * What a trial gave. Losses are in nats per token.
 *
 * @param parameters trainable numbers
 * @param epochs how many were trained
 * @param bestEpoch the one with the lowest dev loss, counted from 1
 * @param trainLoss mean over the tokens of that epoch, each batch with the weights it met
 * @param devLoss after that epoch
 * @param testLoss with the weights after that epoch
 * @param seconds wall time of the training part of all epochs
 * @param tokens trained on in all epochs
 */
public record TrialFigures(long parameters, int epochs, int bestEpoch, double trainLoss, double devLoss,
        double testLoss, double seconds, long tokens) {
    /** Speed of the training part. */
    public double tokensPerSecond() {
        return tokens / seconds;
    }
}
