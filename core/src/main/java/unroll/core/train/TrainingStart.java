package unroll.core.train;

/**
 * What is about to be trained.
 *
 * @param parameters trainable numbers
 * @param trainItems sequences to train on
 * @param devItems sequences to choose the best epoch by
 * @param testItems sequences looked at once at the end
 * @param trainTokens tokens of an epoch
 * @param batches mini-batches of an epoch
 * @param epochs passes
 * @param finishedEpochs passes that were finished before, when training goes on; else 0
 * @param finishedTokens tokens of the next pass that were trained on before
 */
public record TrainingStart(long parameters, int trainItems, int devItems, int testItems, long trainTokens,
        int batches, int epochs, int finishedEpochs, long finishedTokens) {
}
