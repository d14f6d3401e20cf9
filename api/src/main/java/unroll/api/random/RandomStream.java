package unroll.api.random;

/**
 * The independent streams of randomness. The number is part of the specification (it is the fourth word of the
 * generator's counter), so that a constant never changes its meaning.
 */
public enum RandomStream {
    /** Initial weights: {@code layer} is the parameter's position in the model, {@code element} its row-major index. */
    WEIGHTS(1),
    /** Order of the training items: {@code step} is the epoch, counted from zero. */
    SHUFFLE(2),
    /** Dropout masks: {@code step} is the number of the mini-batch, {@code layer} the layer. */
    DROPOUT(3),
    /** Sampled tokens: {@code step} is the sample's number, {@code element} the position in it. */
    SAMPLING(4),
    /**
     * What experiments draw: for settings {@code step} is the trial and {@code layer} the setting's place in the search;
     * for the items of a task {@code step} is the batch and {@code layer} which batches they are.
     */
    EXPERIMENT(5);

    private final int number;

    RandomStream(int number) {
        this.number = number;
    }

    /** The fourth word of the counter. */
    public int number() {
        return number;
    }
}
